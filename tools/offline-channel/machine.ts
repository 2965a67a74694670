import { stat } from 'node:fs/promises';
import { pythonMinor } from './entries';
import { Failure } from './failure';
import { findOnPath, run } from './run';

/** A CPython of `pythonMinor`; all paths absolute, and outside of any virtual environment. */
export interface Interpreter {
  /** Such as `3.11.7`. */
  readonly version: string;
  readonly executable: string;
  readonly prefix: string;
  readonly standardLibrary: string;
  readonly headers: string;
  /** The `pyconfig.h` of this build; may be outside of `headers`. */
  readonly configHeader: string;
  /** `libpython` as a shared library, if built. */
  readonly sharedLibrary: string | null;
  /** Changes with every other build of the interpreter. */
  readonly fingerprint: string;
}

export interface Compilers {
  /** Of gcc and g++, such as `12.2.0`. */
  readonly version: string;
  /** Absolute paths by tool name. */
  readonly tools: Readonly<Record<string, string>>;
  /** Changes with every other build of the compiler. */
  readonly identity: string;
}

export interface Make {
  /** `4.3` */
  readonly version: string;
  /** Absolute. */
  readonly path: string;
}

/** The parts of this machine that go into the channel. */
export interface Machine {
  /** Undefined if it is not on PATH. */
  readonly make?: Make;
  readonly python: Interpreter;
  readonly compilers: Compilers;
  /** Version of the C library, such as `2.36`. */
  readonly glibc: string;
}

/**
 * @param python path or name of the interpreter to package
 * @throws Failure if something is missing
 */
export async function inspectMachine(python: string): Promise<Machine> {
  const glibc = glibcVersion();
  const [interpreter, compilers, make] = await Promise.all([
    inspectPython(python),
    inspectCompilers(),
    inspectMake(),
  ]);
  return { python: interpreter, compilers, glibc, ...(make && { make }) };
}

async function inspectMake(): Promise<Make | undefined> {
  const path = await findOnPath('make');
  if (!path) return undefined;
  const { stdout } = await run(path, ['--version']);
  const version = /^GNU Make (\d+(?:\.\d+)+)/.exec(stdout)?.[1];
  return version === undefined ? undefined : { path, version };
}

function glibcVersion(): string {
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  if (process.platform === 'linux' && process.arch === 'x64' && header?.glibcVersionRuntime) {
    return header.glibcVersionRuntime;
  }
  throw new Failure(`The offline channel needs Linux on x86-64 with glibc.`);
}

// `_base_executable`: the interpreter itself, also from inside a virtual environment.
const pythonFacts = `
import json, os, sys, sysconfig
base = os.path.realpath(getattr(sys, '_base_executable', None) or sys.executable)
library = os.path.join(sysconfig.get_config_var('LIBDIR') or '', sysconfig.get_config_var('INSTSONAME') or '')
print(json.dumps({
    'version': '.'.join(map(str, sys.version_info[:3])),
    'executable': base,
    'prefix': sys.base_prefix,
    'standardLibrary': sysconfig.get_path('stdlib'),
    'headers': sysconfig.get_path('include'),
    'configHeader': sysconfig.get_config_h_filename(),
    'sharedLibrary': library if '.so' in library and os.path.isfile(library) else None,
    'fingerprint': sys.version + ' ' + str(os.stat(base).st_mtime_ns),
}))
`;

async function inspectPython(python: string): Promise<Interpreter> {
  const { ok, stdout, output } = await run(python, ['-I', '-c', pythonFacts]);
  const steps = [
    `Install Python ${pythonMinor}, or name one with --python. Debian and Ubuntu have python${pythonMinor} and ` +
      `python${pythonMinor}-dev if it is their version; pyenv always has it (pyenv install ${pythonMinor}).`,
  ];
  if (!ok) throw new Failure(`${python} does not run: ${output.trim()}`, steps);
  const interpreter = JSON.parse(stdout) as Interpreter;
  if (!interpreter.version.startsWith(`${pythonMinor}.`)) {
    throw new Failure(`${python} is Python ${interpreter.version}; the channel needs ${pythonMinor}.`, steps);
  }
  await requireUsable(interpreter);
  return interpreter;
}

async function requireUsable({ headers, executable, prefix }: Interpreter): Promise<void> {
  if (!(await exists(`${headers}/Python.h`))) {
    throw new Failure(`${executable} has no headers: ${headers}/Python.h is missing.`, [
      `Install them (apt install python${pythonMinor}-dev), or name another interpreter with --python.`,
    ]);
  }
  if (await exists(`${prefix}/conda-meta`)) {
    throw new Failure(
      `${executable} is from a conda environment: the libraries it needs are separate packages.`,
      ['Leave the environment, or name another interpreter with --python.'],
    );
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

const requiredTools = ['gcc', 'g++', 'ar', 'ld', 'nm', 'ranlib', 'strip', 'objcopy', 'objdump'];

async function inspectCompilers(): Promise<Compilers> {
  const found = await Promise.all(requiredTools.map(async (name) => [name, await findOnPath(name)] as const));
  const missing = found.filter(([, path]) => !path).map(([name]) => name);
  if (missing.length > 0) {
    throw new Failure(`Not on PATH: ${missing.join(', ')}.`, [
      'Install a C++ compiler and the binutils (apt install g++ binutils).',
    ]);
  }
  const tools = Object.fromEntries(found.flatMap(([name, path]) => (path ? [[name, path]] : [])));
  const [c, cxx] = await Promise.all([compilerVersion(tools['gcc']), compilerVersion(tools['g++'])]);
  if (c.version !== cxx.version) {
    throw new Failure(`gcc is ${c.version} and g++ is ${cxx.version}.`, [
      'Install both in the same version.',
    ]);
  }
  return { version: c.version, tools, identity: `${c.banner}\n${cxx.banner}` };
}

async function compilerVersion(compiler = 'gcc'): Promise<{ version: string; banner: string }> {
  const [version, banner] = await Promise.all([
    run(compiler, ['-dumpfullversion']),
    run(compiler, ['--version']),
  ]);
  const text = version.stdout.trim();
  if (!version.ok || !/^\d+\.\d+\.\d+$/.test(text)) {
    throw new Failure(`${compiler} did not print its version: ${version.output.trim()}`, [
      'Put gcc and g++ first on PATH; other compilers are not supported here.',
    ]);
  }
  return { version: text, banner: banner.stdout.split('\n')[0] ?? '' };
}
