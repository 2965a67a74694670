import type { Arguments } from './methods';
import { isDict, isKind, type ObjectValue, UNKNOWN, type Value } from './values';

/** Methods of commands, as setuptools runs them. */
const METHODS = ['initialize_options', 'finalize_options', 'run', 'build_extensions'];

/** What a command of setup.py does with extensions that have code for GPUs: `perhaps` under unknown conditions. */
type LeftOut = 'all' | 'perhaps' | 'none';

/** The object that a call makes: `Extension("name", ["a.cpp"])`. */
export function extensionOf({ args, keywords }: Arguments): ObjectValue {
  const [name, sources] = args;
  const attributes = new Map<string, Value>([
    ['name', keywords.get('name') ?? name ?? UNKNOWN],
    ['sources', keywords.get('sources') ?? sources ?? UNKNOWN],
    ...keywords,
  ]);
  return { kind: 'object', attributes, isClass: false };
}

/**
 * What each of setup()'s commands leaves out, if it does.
 * @param cmdclass `{"build_ext": Build}`
 * @param run a method of a command
 */
export function leftOutBy(
  cmdclass: Value | undefined,
  extensions: readonly Value[],
  run: (command: ObjectValue, name: string) => void,
): LeftOut[] {
  return commandsIn(cmdclass).flatMap((command) => {
    const before = withKernels(extensions);
    const attributes = new Map<string, Value>([...command.attributes, ['extensions', [...extensions]]]);
    for (const name of METHODS) run({ ...command, attributes, isClass: false }, name);
    const leftOut = leftOutOf(before, attributes.get('extensions'));
    return leftOut === 'none' ? [] : [leftOut];
  });
}

/** The extensions with .cu files. */
function withKernels(extensions: readonly Value[]): ObjectValue[] {
  return extensions.filter((one): one is ObjectValue => isKind(one, 'object') && hasKernels(sourcesOf(one)));
}

/** The classes of commands. @param cmdclass `{"build_ext": Build}` */
function commandsIn(cmdclass: Value | undefined): ObjectValue[] {
  if (cmdclass === undefined || !isDict(cmdclass)) return [];
  return [...cmdclass.values()].filter((one): one is ObjectValue => isKind(one, 'object'));
}

/** @param before extensions with .cu files @param after the command's list of extensions */
function leftOutOf(before: readonly ObjectValue[], after: Value | undefined): LeftOut {
  if (before.length === 0) return 'none';
  const states = before.map((one) => stateOf(one, after));
  if (states.includes('kept')) return 'none';
  return states.includes('unknown') ? 'perhaps' : 'all';
}

function stateOf(one: ObjectValue, after: Value | undefined): 'kept' | 'unknown' | 'gone' {
  if (Array.isArray(after) && !after.includes(one)) return after.some(isUnknown) ? 'unknown' : 'gone';
  const sources = sourcesOf(one);
  if (after === undefined || !Array.isArray(after) || !Array.isArray(sources)) return 'unknown';
  if (hasKernels(sources)) return 'kept';
  return sources.some(isUnknown) ? 'unknown' : 'gone';
}

function sourcesOf({ attributes }: ObjectValue): Value {
  return attributes.get('sources') ?? UNKNOWN;
}

function hasKernels(sources: Value): boolean {
  return Array.isArray(sources) && sources.some((one) => typeof one === 'string' && one.endsWith('.cu'));
}

function isUnknown(value: Value): boolean {
  return isKind(value, 'unknown') || isKind(value, 'named');
}
