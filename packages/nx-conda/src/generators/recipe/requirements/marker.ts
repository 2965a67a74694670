import { platformVariables } from '../../../recipe/template/platform';
import { compareVersions } from '../../../knowledge/versions';
import { type Marker, parseMarker } from './marker-parser';

/** When a requirement applies: always, never, or under an `if:` of the recipe. */
export type Condition = boolean | string;

export interface MarkerSurroundings {
  /** A noarch package is built once for all Pythons: its recipe cannot depend on the version. */
  isNoarch: boolean;
  /** The oldest Python that the package supports, `3.8`. */
  oldestPython: string | undefined;
  /** `linux-64`: evaluate platform variables for this platform. */
  platform?: string;
}

/**
 * The condition of a marker in a recipe. If a recipe cannot express it, the requirement applies: an extra requirement
 * does less harm than a missing one.
 * @returns undefined if the text is not a marker
 */
export function conditionOf(text: string, surroundings: MarkerSurroundings): Condition | undefined {
  const marker = parseMarker(text);
  return marker && evaluate(marker, surroundings);
}

function evaluate(marker: Marker, surroundings: MarkerSurroundings): Condition {
  if (marker.kind === 'comparison') return comparison(marker, surroundings);
  const parts = marker.parts.map((part) => evaluate(part, surroundings));
  const decisive = marker.kind === 'or';
  if (parts.includes(decisive)) return decisive;
  const open = [...new Set(parts.filter((part) => typeof part === 'string'))];
  const [only] = open;
  if (only === undefined) return !decisive;
  return open.length === 1 ? only : `(${open.join(` ${marker.kind} `)})`;
}

type Comparison = Extract<Marker, { kind: 'comparison' }>;

function comparison(marker: Comparison, surroundings: MarkerSurroundings): Condition {
  const { variable, operator, value } = marker;
  // Extras are not requested here.
  if (variable === 'extra') return operator === '!=';
  if (/^python_(full_)?version$/.test(variable)) return ofPython(marker, surroundings);
  // conda-forge builds only for CPython.
  if (/implementation/.test(variable) && /^(==|!=)$/.test(operator)) {
    return (value.toLowerCase() === 'cpython') === (operator === '==');
  }
  if (isNowhere(variable, value) && /^(===?|!=)$/.test(operator)) return operator === '!=';
  return ofPlatform(PLATFORMS.get(`${variable} ${value.toLowerCase()}`), operator, surroundings.platform);
}

/** conda-forge has no packages for these platforms. */
const NOWHERE =
  /^(aix|android|cygwin|emscripten|freebsd\d*|haiku|ios|java|netbsd|openbsd|sunos|wasi|s390x|i[3-6]86|x86|armv[67]\w*|mips\w*|riscv64|loongarch64|sparc\w*)$/i;

function isNowhere(variable: string, value: string): boolean {
  return /^(sys_platform|platform_system|platform_machine|os_name)$/.test(variable) && NOWHERE.test(value);
}

/** @param word a recipe's selector: `win` */
function ofPlatform(word: string | undefined, operator: string, platform: string | undefined): Condition {
  if (word === undefined || !/^(===?|!=)$/.test(operator)) return true;
  const isWanted = operator !== '!=';
  if (platform !== undefined) return (platformVariables(platform)[word] === true) === isWanted;
  return isWanted ? word : `not ${word}`;
}

/** Marker variables, and the selectors of recipes (rattler-build). */
const PLATFORMS: ReadonlyMap<string, string> = new Map([
  ['sys_platform win32', 'win'],
  ['sys_platform linux', 'linux'],
  ['sys_platform darwin', 'osx'],
  ['platform_system windows', 'win'],
  ['platform_system linux', 'linux'],
  ['platform_system darwin', 'osx'],
  ['os_name nt', 'win'],
  ['os_name posix', 'unix'],
  ['platform_machine x86_64', 'x86_64'],
  ['platform_machine amd64', 'x86_64'],
  ['platform_machine aarch64', 'aarch64'],
  ['platform_machine arm64', 'arm64'],
]);

/** A recipe cannot express `in` and `not in`. */
const OPERATORS: ReadonlySet<string> = new Set(['<', '<=', '==', '===', '>=', '>', '!=', '~=']);

function ofPython({ variable, operator, value }: Comparison, surroundings: MarkerSurroundings): Condition {
  const version = /^\d+(\.\d+)*/.exec(value)?.[0];
  if (version === undefined || !OPERATORS.has(operator)) return true;
  // `python_version` always has two numbers.
  const isMinor = variable === 'python_version';
  const oldest = isMinor
    ? surroundings.oldestPython?.split('.').slice(0, 2).join('.')
    : surroundings.oldestPython;
  const known = decidedBy(oldest, operator, version);
  if (known !== undefined) return known;
  return surroundings.isNoarch || matchOf(isMinor, operator, version);
}

function matchOf(isMinor: boolean, operator: string, version: string): Condition {
  const spec = isMinor ? specOfMinor(operator, version) : `${operator.slice(0, 2)}${version}`;
  if (spec === undefined) return true;
  return operator === '!=' ? `not match(python, "${version}.*")` : `match(python, "${spec}")`;
}

/** `python_version` has two numbers: `> "3.9"` is `>=3.10`. */
function specOfMinor(operator: string, version: string): string | undefined {
  const [major = '3', minor] = version.split('.');
  if (operator === '==' || operator === '===') return `${version}.*`;
  if (operator === '~=') return minor === undefined ? undefined : `~=${version}`;
  const next = minor === undefined ? String(Number(major) + 1) : `${major}.${Number(minor) + 1}`;
  const specs: Record<string, string> = {
    '<': `<${version}`,
    '>=': `>=${version}`,
    '<=': `<${next}`,
    '>': `>=${next}`,
    '!=': `!=${version}.*`,
  };
  return specs[operator];
}

/** The result if the package's oldest Python decides it for all Pythons. */
function decidedBy(oldest: string | undefined, operator: string, version: string): boolean | undefined {
  if (oldest === undefined) return undefined;
  const order = compareVersions(oldest, version);
  const decisions: Record<string, boolean | undefined> = {
    '<': order >= 0 ? false : undefined,
    '<=': order > 0 ? false : undefined,
    '==': order > 0 ? false : undefined,
    '>=': order >= 0 ? true : undefined,
    '>': order > 0 ? true : undefined,
  };
  return decisions[operator];
}
