import { posix } from 'node:path';
import { MAX_ITEMS } from './limits';
import type { Arguments } from './methods';
import { asText, negate } from './operators';
import { joinPaths } from './paths';
import { isDict, isKind, truth, UNKNOWN, type Value } from './values';

/** Access to the machine that a source runs on. */
export interface SetupSurroundings {
  /** The text of a file; undefined if it is missing, too large, or outside of the source. @param path relative to the folder of the running file */
  read: (path: string) => string | undefined;
  /** Environment variables; all others are unset. */
  environment: Readonly<Record<string, string>>;
}

type Known = (call: Arguments, surroundings: SetupSurroundings) => Value;

const first: Known = ({ args: [value = UNKNOWN] }) => value;
const environmentVariable: Known = ({ args: [name, otherwise = null], keywords }, { environment }) =>
  typeof name === 'string' ? (variable(name, environment) ?? keywords.get('default') ?? otherwise) : UNKNOWN;
const openFile: Known = ({ args, keywords }, { read }) => {
  const path = args[0] ?? keywords.get('file') ?? keywords.get('filename');
  const text = typeof path === 'string' ? read(path) : undefined;
  return text === undefined ? UNKNOWN : { kind: 'file', text };
};
/** Does not run upstream's pattern, which may never end. Recognizes its purpose instead. */
const search: Known = ({ args: [pattern, text] }) => {
  if (typeof pattern !== 'string' || typeof text !== 'string' || !/version/i.test(pattern)) return UNKNOWN;
  const group = /^[ \t]*_*version_*[ \t]*(?::[ \t]*\w+[ \t]*)?=[ \t]*(?:["'])([^"'\n]+)["']/im.exec(
    text,
  )?.[1];
  return group === undefined ? UNKNOWN : { kind: 'match', group };
};

const FUNCTIONS = new Map<string, Known>(
  Object.entries({
    open: openFile,
    'io.open': openFile,
    'codecs.open': openFile,
    'os.path.join': ({ args }) => joinPaths(args),
    'os.path.dirname': ({ args: [path] }) => (typeof path === 'string' ? posix.dirname(path) : UNKNOWN),
    'os.path.basename': ({ args: [path] }) => (typeof path === 'string' ? posix.basename(path) : UNKNOWN),
    'os.path.abspath': first,
    'os.path.realpath': first,
    'os.path.normpath': first,
    'os.path.exists': ({ args: [path] }, { read }) =>
      typeof path === 'string' && read(path) !== undefined ? true : UNKNOWN,
    'os.getcwd': () => '.',
    'os.getenv': environmentVariable,
    'os.environ.get': environmentVariable,
    'pathlib.Path': ({ args }) => joinPaths(args),
    'pathlib.Path.cwd': () => '.',
    'platform.system': () => 'Linux',
    'platform.machine': () => 'x86_64',
    're.search': search,
    're.match': search,
    're.findall': (call, surroundings) => {
      const match = search(call, surroundings);
      return isKind(match, 'match') ? [match.group] : UNKNOWN;
    },
    'itertools.chain': ({ args }) => joined(args),
    'itertools.chain.from_iterable': ({ args: [lists] }) => joined(Array.isArray(lists) ? lists : [UNKNOWN]),
    'itertools.product': ({ args }) => product(args),
    'distutils.util.strtobool': ({ args: [value] }) =>
      typeof value === 'string' ? Number(/^(y|yes|t|true|on|1)$/i.test(value)) : UNKNOWN,
    any: ({ args: [value] }) => some(value, true),
    all: ({ args: [value] }) => negate(some(value, false)),
    str: ({ args: [value = ''] }) => asText(value) ?? UNKNOWN,
    bool: ({ args: [value = false] }) => truth(value) ?? UNKNOWN,
    int: ({ args: [value = 0] }) => {
      const written = asText(value);
      return written !== undefined && /^\s*\d{1,9}\s*$/.test(written) ? Number(written) : UNKNOWN;
    },
    list: ({ args: [value = []] }) =>
      Array.isArray(value) ? [...value] : isDict(value) ? [...value.keys()] : UNKNOWN,
    tuple: first,
    set: ({ args: [value = []] }) => (Array.isArray(value) ? [...value] : UNKNOWN),
    sorted: ({ args: [value = []] }) => (Array.isArray(value) ? [...value] : UNKNOWN),
    dict: ({ args: [value], keywords }) => new Map([...(value && isDict(value) ? value : []), ...keywords]),
    len: ({ args: [value = UNKNOWN] }) =>
      typeof value === 'string' || Array.isArray(value) ? value.length : UNKNOWN,
  } satisfies Record<string, Known>),
);

/** A list that is unknown counts as one unknown item. */
function joined(lists: readonly Value[]): Value {
  const items = lists.flatMap((list) => (Array.isArray(list) ? list : [UNKNOWN]));
  return items.length > MAX_ITEMS ? UNKNOWN : items;
}

const MAX_PRODUCT = 1000;

/** A list that is unknown counts as one unknown item. */
function product(lists: readonly Value[]): Value {
  let found: Value[][] = [[]];
  for (const list of lists) {
    const items = Array.isArray(list) ? list : [UNKNOWN];
    if (found.length * items.length > MAX_PRODUCT) return UNKNOWN;
    found = found.flatMap((before) => items.map((item) => [...before, item]));
  }
  return found;
}

/** Whether an item counts as `wanted`; unknown if that depends on unknown items. */
function some(list: Value | undefined, wanted: boolean): Value {
  const truths = Array.isArray(list) ? list.map(truth) : [undefined];
  return truths.includes(wanted) ? true : truths.includes(undefined) ? UNKNOWN : false;
}

/** Attributes, used without a call. A recipe is for all platforms; most builds run on Linux with a recent Python. */
const CONSTANTS = new Map<string, Value>(
  Object.entries({
    __file__: 'setup.py',
    __name__: '__main__',
    'sys.platform': 'linux',
    'sys.version_info': [3, 12, 0],
    'sys.version_info.major': 3,
    'sys.version_info.minor': 12,
    'os.name': 'posix',
    'os.sep': '/',
    'sys.argv': ['setup.py'],
  }),
);

/** The result of a function of Python's library. @param path `os.path.join` */
export function callLibrary(path: string, call: Arguments, surroundings: SetupSurroundings): Value {
  const known = FUNCTIONS.get(path);
  return known ? known(call, surroundings) : UNKNOWN;
}

/** An environment variable; undefined if it is not set, including `constructor`. */
export function variable(name: string, environment: SetupSurroundings['environment']): string | undefined {
  return Object.hasOwn(environment, name) ? environment[name] : undefined;
}

/** The value of a name in Python's library, or the name itself. */
export function libraryValue(path: string): Value {
  return CONSTANTS.get(path) ?? { kind: 'named', path };
}
