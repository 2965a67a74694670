import { isDict, isKind, UNKNOWN, type Value } from './values';

/** Longer ones are made by nobody who means well. */
export const MAX_TEXT = 200_000;
export const MAX_ITEMS = 10_000;
/** What is looked for in a text: longer ones take too much time. */
export const MAX_PART = 200;

/** Far more than a setup.py needs that computes a name and a list. */
const MAX_STEPS = 100_000;
/** Of all values that were computed: characters, and ten for every item. */
const MAX_WEIGHT = 20_000_000;
/** Of expressions in one another, through all functions; little for the stack. */
const MAX_DEPTH = 400;

class TooMuch extends Error {}

/** Counts what following a source takes, so that it ends without taking all time and memory. */
export class Limits {
  private steps = 0;
  private weight = 0;
  private depth = 0;

  /** @throws where there were too many; see `isTooMuch` */
  step(): void {
    if (++this.steps > MAX_STEPS) throw new TooMuch();
  }

  /** Begins with an expression. @returns whether it may be computed: then, `leave` ends it @throws as `step` */
  enter(): boolean {
    this.step();
    if (this.depth >= MAX_DEPTH) return false;
    this.depth++;
    return true;
  }

  /** @returns the value of the expression; unknown where it is too large @throws as `step` */
  leave(value: Value): Value {
    this.depth--;
    const { text, items } = sizeOf(value);
    this.weight += text + 10 * items;
    if (this.weight > MAX_WEIGHT) throw new TooMuch();
    return text > MAX_TEXT || items > MAX_ITEMS ? UNKNOWN : value;
  }
}

/** Whether a source was given up: by `Limits`, or by a limit of JavaScript's that they do not know. */
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
