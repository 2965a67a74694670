import type { Choose } from './choices';
import type { JinjaFunction, JinjaFunctions } from './expression';
import { architectureOf, familyOf, isUnix } from './platform';
import { normalizeKey } from './variant-key';

/** What the functions of a template need. */
export interface FunctionHost {
  platform: string;
  /** The environment variables; unset ones are absent. */
  environment: Readonly<Record<string, string | undefined>>;
  /** Possible values of a variant key; undefined if no variant file has it. */
  valuesOf(key: string): readonly [string, ...string[]] | undefined;
  choose: Choose;
  /** Reports that the template has no value, and why. */
  fail(reason: string): void;
}

/**
 * The functions of templates in rattler-build 0.74. Names of packages are exact; pins become `pin_subpackage(name)`.
 * Functions with unknown results (`git`, files) fail.
 */
export function jinjaFunctions(host: FunctionHost): JinjaFunctions {
  return {
    compiler: named(host, 'compiler', (language) =>
      variantPackage(host, `${language}_compiler`, defaultCompiler(language, host.platform)),
    ),
    stdlib: named(host, 'stdlib', (language) => variantPackage(host, `${language}_stdlib`, undefined)),
    cdt: named(host, 'cdt', (name) => cdt(host, name)),
    pin_subpackage: named(host, 'pin_subpackage', (name) => `pin_subpackage(${name})`),
    pin_compatible: named(host, 'pin_compatible', (name) => `pin_compatible(${name})`),
    match: (version, spec) =>
      typeof version !== 'string' || host.choose(`match(${version}, ${spec})`, [true, false]),
    cmp: failing(host, 'rattler-build no longer supports `cmp`; use `match` instead'),
    env: {
      get: (name, fallback) => environmentVariable(host, String(name), fallback),
      exists: (name) => typeof host.environment[String(name)] === 'string',
    },
    load_from_file: failing(host, '`load_from_file` needs rattler-build'),
    git: gitFunctions(host),
    is_linux: (platform) => familyOf(String(platform)) === 'linux',
    is_osx: (platform) => familyOf(String(platform)) === 'osx',
    is_windows: (platform) => familyOf(String(platform)) === 'win',
    is_unix: (platform) => isUnix(String(platform)),
  };
}

/** Names that every template can use and that are not variant keys. */
export const jinjaFunctionNames: ReadonlySet<string> = new Set(
  (
    'compiler stdlib cdt pin_subpackage pin_compatible match cmp env git load_from_file ' +
    'is_linux is_osx is_windows is_unix range dict namespace debug'
  ).split(' '),
);

function variantPackage(host: FunctionHost, writtenKey: string, fallback: string | undefined): string {
  const key = normalizeKey(writtenKey);
  const name = chosenValue(host, key, fallback);
  if (name === undefined) host.fail(`no variant file sets \`${key}\``);
  return `${name}_${host.platform}${versionOf(host, key)}`;
}

/** A key may have values for other platforms only; then the default counts. */
function chosenValue(host: FunctionHost, key: string, fallback: string | undefined): string | undefined {
  const values = host.valuesOf(key);
  if (!values) return fallback;
  const mayBeUnset = fallback !== undefined && !values.includes(fallback);
  if (mayBeUnset && !host.choose(`${key} is set`, [true, false])) return fallback;
  return host.choose(key, values);
}

/** The version never changes a name, so several versions are treated alike. */
function versionOf(host: FunctionHost, key: string): string {
  const [version, another] = host.valuesOf(`${key}_version`) ?? [];
  if (version === undefined) return '';
  if (another !== undefined) return ' *';
  return /^[\p{L}\p{N}.]+$/u.test(version) ? ` =${version}` : ` ${version}`;
}

function cdt(host: FunctionHost, spec: string): string {
  const defaults = defaultCdt(host.platform);
  const distribution = chosenValue(host, 'cdt_name', defaults.name);
  const architecture = chosenValue(host, 'cdt_arch', defaults.architecture);
  return spec.replace(/^\S+/, (name) => `${name}-${distribution}-${architecture}`);
}

/** @param fallback the binding passes `{}` for keyword arguments that it dropped */
function environmentVariable(host: FunctionHost, name: string, fallback: unknown): unknown {
  const value = host.environment[name];
  // `constructor` is a property of every object, but not a variable.
  if (typeof value === 'string') return value;
  if (typeof fallback === 'string') return fallback;
  host.fail(`the environment variable ${name} is not set`);
  return '';
}

function gitFunctions(host: FunctionHost): Record<string, JinjaFunction> {
  const names = ['head_rev', 'latest_tag', 'latest_tag_rev'];
  return Object.fromEntries(
    names.map((name) => [name, failing(host, `\`git.${name}\` needs rattler-build`)]),
  );
}

/** A function whose first argument is a name. */
function named(host: FunctionHost, called: string, call: (name: string) => string): JinjaFunction {
  return (name) => {
    if (typeof name === 'string') return call(name);
    host.fail(`the first argument of \`${called}\` is missing or is not text`);
    return '';
  };
}

function failing(host: FunctionHost, reason: string): JinjaFunction {
  return () => {
    host.fail(reason);
    return '';
  };
}

/** The compiler of `compiler(language)` if no variant file sets it (0.74, seen on every platform). */
export function defaultCompiler(language: string, platform: string): string {
  const family = familyOf(platform);
  if (language === 'fortran') return family === 'win' ? 'flang' : 'gfortran';
  if (language !== 'c' && language !== 'cxx') return language;
  if (family === 'win') return 'vs2022';
  if (family === 'emscripten') return 'emscripten';
  if (family === 'osx') return language === 'c' ? 'clang' : 'clangxx';
  return language === 'c' ? 'gcc' : 'gxx';
}

/** Distribution and architecture in the name of a CDT package, if no variant file sets them. */
export function defaultCdt(platform: string): { name: string; architecture: string } {
  const architecture = architectureOf(platform);
  return {
    name: ['s390x', 'aarch64', 'ppc64le', 'ppc64'].includes(architecture) ? 'cos7' : 'cos6',
    architecture: architecture === 'x86' ? 'i686' : architecture,
  };
}
