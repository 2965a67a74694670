import type { Argument } from './read-commands';
import type { Scope } from './scope';

const MAX_VALUE = 20_000;

/** `list(APPEND <variable> <items>)`; other values are unknown. */
export function changeList(words: readonly string[], args: readonly Argument[], scope: Scope): void {
  const [action = '', name = '', ...items] = words;
  if (!['APPEND', 'PREPEND'].includes(action)) {
    forget(words.slice(1), scope);
    return;
  }
  const before = scope.get(name) ?? { value: '' };
  const isKnown = args.every((argument) => scope.expand(argument).isKnown);
  const value = [before.value ?? '', ...items].filter((one) => one !== '').join(';');
  const isWhole = before.value !== undefined && isKnown && value.length < MAX_VALUE;
  scope.set(name, { value: isWhole ? value : undefined });
}

/** `string(TOUPPER <text> <variable>)`; other values are unknown. */
export function changeText(words: readonly string[], scope: Scope): void {
  const [action = '', text = '', name = ''] = words;
  const change = CHANGES.get(action);
  if (!change || text.includes('${')) forget(words.slice(1), scope);
  else scope.set(name, { value: change(text) });
}

const CHANGES: ReadonlyMap<string, (text: string) => string> = new Map([
  ['TOUPPER', (text) => text.toUpperCase()],
  ['TOLOWER', (text) => text.toLowerCase()],
]);

/** The variables among the arguments of a command may have another value from here on. */
export function forget(words: readonly string[], scope: Scope): void {
  for (const word of words) if (/^[A-Za-z_]\w{0,99}$/.test(word)) scope.set(word, { value: undefined });
}

/** `cmake_parse_arguments(<prefix> <flags> <one value> <several values> <arguments>)` */
export function parseArguments(args: readonly Argument[], scope: Scope): void {
  const [prefix = '', flags = '', ...others] = args
    .slice(0, 4)
    .map((argument) => scope.expand(argument).text);
  const isFlag = new Set(flags.split(';'));
  const keys = [flags, ...others].flatMap((list) => list.split(';')).filter((key) => key !== '');
  const values = new Map(keys.map((key): [string, string[]] => [key, []]));
  let open: string[] = [];
  for (const word of scope.words(args.slice(4))) {
    const started = values.get(word);
    open = started ?? open;
    if (!started) open.push(word);
    else if (isFlag.has(word)) started.push('TRUE');
  }
  for (const [name, list] of values) scope.set(`${prefix}_${name}`, { value: list.join(';') });
}
