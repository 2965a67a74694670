import { changeList, changeText, forget, parseArguments } from './text-commands';
import type { Argument, Command } from './read-commands';
import type { Guard } from './reasons';
import type { Scope, Variable } from './scope';
import { isUnset } from './unset-variables';

export interface VariableSurroundings {
  scope: Scope;
  guard: Guard;
  /** The value of conditions, as in `cmake_dependent_option`. */
  evaluate: (condition: string) => boolean | undefined;
}

type Handler = (words: string[], surroundings: VariableSurroundings, command: Command) => void;

/** Commands that set variables. */
export const VARIABLE_COMMANDS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['set', setVariable],
  ['unset', ([name], { scope }) => name !== undefined && scope.unset(name)],
  ['option', ([name, , value], surroundings) => declareOption(name, value ?? 'OFF', surroundings)],
  ['cmake_dependent_option', dependentOption],
  ['list', (words, { scope }, { args }) => changeList(words, args, scope)],
  ['string', (words, { scope }) => changeText(words, scope)],
  ...['math', 'file', 'execute_process', 'get_filename_component', 'get_property', 'get_target_property'].map(
    (name): [string, Handler] => [name, (words, { scope }) => forget(words, scope)],
  ),
  ['cmake_parse_arguments', (_words, { scope }, { args }) => parseArguments(args, scope)],
]);

function setVariable(words: string[], surroundings: VariableSurroundings, command: Command): void {
  const { scope } = surroundings;
  const [name = ''] = words;
  const args = withoutItself(name, command.args, scope);
  const [, ...rest] = scope.words(args);
  const { kind, values, settings } = splitValues(rest);
  const isKept = kind === 'CACHE' && !settings.includes('FORCE') && scope.get(name) !== undefined;
  if (isKept || !/^[\w./+-]{1,100}$/.test(name)) return;
  const isOption = kind === 'CACHE' && !settings.includes('INTERNAL');
  const option = isOption ? name : optionOf(args, scope);
  put(
    targetFor(kind, scope),
    name,
    variableOf(values, option, { isKnown: isKnown(args, scope), kind }),
    surroundings,
  );
}

/** `set(FILES ${FILES} a.cpp)`, where the variable has no value yet. */
function withoutItself(name: string, args: readonly Argument[], scope: Scope): readonly Argument[] {
  const itself = `\${${name}}`;
  const isFirst = args.some(({ text }) => text === itself) && isUnset(name, scope);
  return isFirst ? args.filter(({ text }) => text !== itself) : args;
}

function targetFor(kind: Values['kind'], scope: Scope): Scope {
  if (kind === 'own') return scope;
  return kind === 'CACHE' ? scope.cache : scope.outer;
}

/** `set(X)` undefines a variable, as does `set(X ${Y})` if the other variable is empty. */
function variableOf(
  values: readonly string[],
  option: string | undefined,
  { isKnown: isWhole, kind }: { isKnown: boolean; kind: Values['kind'] },
): Variable {
  return {
    value: isWhole ? values.join(';') : undefined,
    ...(option !== undefined && { option }),
    ...(values.length === 0 && kind !== 'CACHE' && { isUnset: true }),
  };
}

interface Values {
  kind: 'CACHE' | 'PARENT_SCOPE' | 'own';
  values: string[];
  /** What follows `CACHE`. */
  settings: string[];
}

function splitValues(words: string[]): Values {
  const at = words.findIndex((word) => word === 'CACHE' || word === 'PARENT_SCOPE');
  if (at < 0) return { kind: 'own', values: words, settings: [] };
  const kind = words[at] === 'CACHE' ? 'CACHE' : 'PARENT_SCOPE';
  return { kind, values: words.slice(0, at), settings: words.slice(at + 1) };
}

/** `set(X ${Y})` */
function optionOf(args: readonly Argument[], scope: Scope): string | undefined {
  const [, only, place] = args;
  const isOne = args.length === 2 || place?.text === 'PARENT_SCOPE';
  return only && isOne ? scope.expand(only).option : undefined;
}

function isKnown(args: readonly Argument[], scope: Scope): boolean {
  return args.every((argument) => scope.expand(argument).isKnown);
}

/** A part that is not built has a scope of its own, and changes nothing else. */
function put(target: Scope, name: string, variable: Variable, { scope, guard }: VariableSurroundings): void {
  if (target === scope || guard.reached === 'no') scope.set(name, variable);
  else if (scope.isBranch || guard.reached === 'maybe') target.mayBecome(name, variable);
  else target.set(name, variable);
}

/** A value from before, of the command line for example, stays. */
export function declareOption(
  name = '',
  value: string,
  { scope, guard }: Omit<VariableSurroundings, 'evaluate'>,
): void {
  const there = scope.get(name);
  const target = guard.reached === 'no' ? scope : scope.cache;
  if (!there) target.set(name, { value: value.includes('${') ? undefined : value, option: name });
  else if (there.option === undefined) target.set(name, { ...there, option: name });
}

function dependentOption(words: string[], surroundings: VariableSurroundings): void {
  const [name, , value = 'OFF', condition = '', otherwise = 'OFF'] = words;
  const parts = condition.split(';').filter((part) => part.trim() !== '');
  const values = parts.map((part) => surroundings.evaluate(part));
  if (values.includes(false)) declareOption(name, otherwise, surroundings);
  else if (!values.includes(undefined) || value === otherwise) declareOption(name, value, surroundings);
  // Not known: as with any value that contains a variable.
  else declareOption(name, '${', surroundings);
}
