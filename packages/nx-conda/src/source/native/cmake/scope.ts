import { mayBeSet } from './platform';
import type { Argument } from './read-commands';

/** A variable of CMake. */
export interface Variable {
  /** Undefined if it has a value that is not known here. */
  value: string | undefined;
  /** The cache variable that a user can set with `-D`, if the value is from one. */
  option?: string;
  /** For a variable that was set to nothing: it is not defined. */
  isUnset?: boolean;
}

/** Text after the replacement of variables. */
export interface Expanded {
  /** Variables without a known value are still in it: `${X}`. */
  text: string;
  isKnown: boolean;
  /** The cache variable, if the text is the value of one. */
  option?: string;
}

const REFERENCE = /\$\{([\w./+-]{1,100})\}|\$ENV\{(\w{1,100})\}|\$CACHE\{\w{1,100}\}/g;
/** Longer values count as unknown. */
const MAX_LENGTH = 10_000;
const MAX_WORDS = 3000;
const MAX_TEXT = 100_000;
const MAX_ROUNDS = 4;

/** Without this value, the variable has none, or is an option that does not matter. */
function isDefault({ value = '', option }: Variable): boolean {
  return option !== undefined || /^(|0|OFF|NO|FALSE)$/i.test(value);
}

/** The variables in a function or folder of a CMake project, which sees those of its parent. */
export class Scope {
  private readonly own = new Map<string, Variable>();

  /** @param isBranch for a part under a condition, which has no scope in CMake */
  constructor(
    private readonly parent?: Scope,
    readonly isBranch = false,
  ) {}

  get(name: string): Variable | undefined {
    // Scopes are never nested deeply: the walk has a limit.
    return this.own.get(name) ?? this.parent?.get(name);
  }

  set(name: string, variable: Variable): void {
    this.own.set(name, variable);
  }

  unset(name: string): void {
    this.own.set(name, { value: '', isUnset: true });
  }

  /** For `PARENT_SCOPE`; the top scope has none. */
  get outer(): Scope {
    return (this.isBranch ? this.parent?.outer : this.parent) ?? this;
  }

  /** After a branch that CMake may not take: the variables that it sets have another value, or the one from before. */
  leaveBranch(): void {
    for (const [name, variable] of this.own) this.parent?.mayBecome(name, variable);
  }

  /** Sets a variable that may also keep its value. */
  mayBecome(name: string, variable: Variable): void {
    const before = this.get(name);
    const isSure = before ? before.value === variable.value : isDefault(variable);
    this.set(name, isSure ? variable : { value: undefined });
  }

  /** The top scope, which holds cache variables. */
  get cache(): Scope {
    return this.parent ? this.parent.cache : this;
  }

  expand({ text, kind }: Argument): Expanded {
    if (kind === 'bracket' || !text.includes('$')) return { text, isKnown: true };
    const option = this.optionOf(text);
    let replaced = this.replaced(text.slice(0, MAX_LENGTH));
    // Inner references come first: `${A_${B}}`.
    for (let round = 1; round < MAX_ROUNDS && replaced.includes('$'); round++) {
      const before = replaced;
      replaced = this.replaced(before);
      if (before === replaced) break;
    }
    const isKnown = !/\$(\{|ENV|CACHE)/.test(replaced) && replaced.length < MAX_LENGTH;
    return { text: replaced, isKnown, ...(option !== undefined && { option }) };
  }

  /** The text with the values of its variables, up to the limit. */
  private replaced(text: string): string {
    let length = text.length;
    const all = text.replace(REFERENCE, (reference: string, name?: string, environment?: string) => {
      const value = name === undefined ? this.environment(environment) : this.get(name)?.value;
      length += value?.length ?? 0;
      return length < MAX_LENGTH ? (value ?? reference) : reference;
    });
    return all.slice(0, MAX_LENGTH);
  }

  /** The cache or environment variable, if a text is a reference to one. */
  private optionOf(text: string): string | undefined {
    const [, variable, environment] = /^\$(?:\{(\w+)\}|ENV\{(\w+)\})$/.exec(text) ?? [];
    if (environment !== undefined && this.environment(environment) === '') return `ENV{${environment}}`;
    return variable === undefined ? undefined : this.get(variable)?.option;
  }

  /** Undefined if it may be set. */
  private environment(name: string | undefined): string | undefined {
    return name === undefined || mayBeSet(name) || this.get(`ENV{${name}}`) ? undefined : '';
  }

  /** The arguments of a command: unquoted lists become several. */
  words(args: readonly Argument[]): string[] {
    const words: string[] = [];
    let length = 0;
    for (const argument of args) {
      if (words.length >= MAX_WORDS || length > MAX_TEXT) break;
      const { text } = this.expand(argument);
      length += text.length;
      words.push(...(argument.kind === 'plain' ? text.split(';').filter((word) => word !== '') : [text]));
    }
    return words;
  }
}
