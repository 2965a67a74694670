import { isDict, isKind, UNKNOWN, type Value } from './values';

/** Longer sources are not legitimate. */
export const MAX_TEXT = 200_000;
export const MAX_ITEMS = 10_000;
/** Maximum length of a search text: longer ones take too much time. */
export const MAX_PART = 200;

/** Far more than a setup.py needs to compute a name and a list. */
const MAX_STEPS = 100_000;
/** Total size of computed values: characters, plus ten for every item. */
const MAX_WEIGHT = 20_000_000;
/** Nesting of expressions across all functions; small enough for the stack. */
const MAX_DEPTH = 400;

class TooMuch extends Error {}

/** Limits the time and memory for following a source. */
export class Limits {
  private steps = 0;
  private weight = 0;
  private depth = 0;

  /** @throws after too many steps; see `isTooMuch` */
  step(): void {
    if (++this.steps > MAX_STEPS) throw new TooMuch();
  }

  /** Enters an expression. @returns whether to compute it; if so, call `leave` afterwards @throws like `step` */
  enter(): boolean {
    this.step();
    if (this.depth >= MAX_DEPTH) return false;
    this.depth++;
    return true;
  }

  /** @returns the value of the expression; unknown if it is too large @throws like `step` */
  leave(value: Value): Value {
    this.depth--;
    const { text, items } = sizeOf(value);
    this.weight += text + 10 * items;
    if (this.weight > MAX_WEIGHT) throw new TooMuch();
    return text > MAX_TEXT || items > MAX_ITEMS ? UNKNOWN : value;
  }
}

/** Whether following a source was stopped by `Limits` or a limit of JavaScript. */
export function isTooMuch(error: unknown): boolean {
  return error instanceof TooMuch || error instanceof RangeError;
}

function sizeOf(value: Value): { text: number; items: number } {
  if (typeof value === 'string') return { text: value.length, items: 0 };
  if (Array.isArray(value)) return { text: 0, items: value.length };
  if (isDict(value)) return { text: 0, items: value.size };
  return {
    text: isKind(value, 'file') ? value.text.length : isKind(value, 'named') ? value.path.length : 0,
    items: 0,
  };
}
