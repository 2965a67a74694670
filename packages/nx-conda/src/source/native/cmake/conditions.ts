import { compared } from './comparisons';
import { type ConditionSurroundings, tested, unknown, valueOf } from './condition-leaves';
import type { Argument } from './read-commands';
import { allOf, anyOf, not, type Verdict } from './verdict';

const TESTS =
  /^(EXISTS|IS_DIRECTORY|IS_READABLE|IS_WRITABLE|IS_EXECUTABLE|IS_SYMLINK|IS_ABSOLUTE|DEFINED|TARGET|COMMAND|POLICY|TEST)$/;
const COMPARISON =
  /^((STR|VERSION_|PATH_)?EQUAL|(STR|VERSION_)?(LESS|GREATER)(_EQUAL)?|MATCHES|IN_LIST|IS_NEWER_THAN)$/;
const MAX_ARGUMENTS = 200;
const MAX_DEPTH = 30;
const BROKEN: Verdict = { value: undefined, reasons: [] };

/** Evaluates the arguments of `if`; unknown if they are too complicated, or not a condition. */
export function evaluate(args: readonly Argument[], surroundings: ConditionSurroundings): Verdict {
  const reader = new ConditionReader(args.slice(0, MAX_ARGUMENTS), surroundings);
  const verdict = reader.disjunction(0);
  if (args.length <= MAX_ARGUMENTS && reader.isAtEnd && !reader.isBroken) return verdict;
  return unknown(args.map(({ text }) => text).join(' '));
}

class ConditionReader {
  private at = 0;
  isBroken = false;

  constructor(
    private readonly args: readonly Argument[],
    private readonly surroundings: ConditionSurroundings,
  ) {}

  get isAtEnd(): boolean {
    return this.at >= this.args.length;
  }

  disjunction(depth: number): Verdict {
    return this.joined('OR', anyOf, () => this.joined('AND', allOf, () => this.negation(depth)));
  }

  private joined(word: string, join: (parts: Verdict[]) => Verdict, part: () => Verdict): Verdict {
    const parts = [part()];
    while (this.takes(word)) parts.push(part());
    return join(parts);
  }

  private negation(depth: number): Verdict {
    let isNegated = false;
    while (this.takes('NOT')) isNegated = !isNegated;
    const verdict = this.takes('(') ? this.inParentheses(depth) : this.single();
    return isNegated ? not(verdict) : verdict;
  }

  private inParentheses(depth: number): Verdict {
    if (depth >= MAX_DEPTH) return this.broken();
    const inner = this.disjunction(depth + 1);
    return this.takes(')') ? inner : this.broken();
  }

  private single(): Verdict {
    const [first, second, third] = this.args.slice(this.at, this.at + 3);
    if (!first) return this.broken();
    if (third && isWord(second, COMPARISON)) {
      this.at += 3;
      return compared(first, second.text, third, this.surroundings);
    }
    if (second && isWord(first, TESTS)) {
      this.at += 2;
      return tested(first.text, second, this.surroundings);
    }
    this.at += 1;
    return valueOf(first, this.surroundings);
  }

  private broken(): Verdict {
    this.isBroken = true;
    return BROKEN;
  }

  private takes(word: string): boolean {
    const next = this.args[this.at];
    const fits = next?.kind === 'plain' && next.text === word;
    if (fits) this.at += 1;
    return fits;
  }
}

function isWord(argument: Argument | undefined, words: RegExp): argument is Argument {
  return argument?.kind === 'plain' && words.test(argument.text);
}
