import type { Compilers, Machine, Make } from './machine';
import type { Part } from './options';
import { hasNvcc } from './options';
import type { Plan, Recipe } from './package-recipe';
import { quoted, shellScript } from './package-recipe';

/** Prefix of every tool of conda-forge's compilers. */
const triplet = 'x86_64-conda-linux-gnu';

/**
 * Thin packages around the machine's own compilers and make: wrappers under conda-forge's names, and the activation scripts
 * that set the variables build scripts read. `compiler('c')`, `compiler('cxx')` and `stdlib('c')` name them.
 */
export function planCompilers({ compilers, glibc, make }: Machine): readonly Plan[] {
  const { version } = compilers;
  return [
    ...(make ? [planMake(make)] : []),
    compiler(compilers, {
      package: { name: 'gcc_linux-64', version },
      build: { number: 0, string: 'h{key}_0', script: gccScript(compilers) },
      requirements: { run: [`sysroot_linux-64 ${glibc}.*`] },
      about: about('gcc'),
    }),
    compiler(compilers, {
      package: { name: 'gxx_linux-64', version },
      build: { number: 0, string: 'h{key}_0', script: gxxScript(compilers) },
      requirements: { run: [`gcc_linux-64 ==${version}`] },
      about: about('g++'),
    }),
    {
      recipe: {
        package: { name: 'sysroot_linux-64', version: glibc },
        build: { number: 0, noarch: 'generic', string: 'h{key}_0' },
        requirements: { run_exports: { strong: [`__glibc >=${glibc},<3.0.a0`] } },
        about: { summary: "stands for the machine's own C library", license: 'LGPL-2.1-or-later' },
      },
      downloads: {},
    },
  ];
}

/** CMake's default generator calls it. */
function planMake({ path, version }: Make): Plan {
  return {
    recipe: {
      package: { name: 'make', version },
      build: {
        number: 0,
        string: 'h{key}_0',
        script: shellScript('mkdir -p "$PREFIX/bin"', ...wrapper('make', path)),
      },
      about: about('make'),
    },
    downloads: {},
    fingerprint: `${path} ${version}`,
  };
}

/** The variant keys that name these packages: a file to pass after the workspace's own variants. */
export function compilerVariants(
  { compilers, glibc }: Machine,
  parts: readonly Part[] = [],
): Readonly<Record<string, readonly string[]>> {
  const major = compilers.version.split('.')[0] ?? compilers.version;
  return {
    c_compiler: ['gcc'],
    c_compiler_version: [major],
    cxx_compiler: ['gxx'],
    cxx_compiler_version: [major],
    c_stdlib: ['sysroot'],
    c_stdlib_version: [glibc],
    cuda_compiler_version: [hasNvcc(parts) ? '12.6' : 'None'],
  };
}

function compiler({ identity }: Compilers, recipe: Recipe): Plan {
  return { recipe, downloads: {}, fingerprint: identity };
}

function about(tool: string): Recipe['about'] {
  return { summary: `calls the machine's own ${tool}`, license: 'GPL-3.0-only' };
}

function gccScript({ tools }: Compilers): { content: string } {
  return shellScript(
    ...wrapperLines({ ...tools, ...(tools['gcc'] && { cc: tools['gcc'] }) }, ['g++']),
    ...activationLines('gcc', [
      `export HOST=${triplet} BUILD=${triplet}`,
      ...['CC=gcc', 'AR=ar', 'LD=ld', 'NM=nm', 'RANLIB=ranlib', 'STRIP=strip'].map(exported),
      `export CPPFLAGS="\${CPPFLAGS:-} -DNDEBUG -O2 -isystem ${prefix}/include"`,
      `export CFLAGS="\${CFLAGS:-} ${compileFlags}"`,
      `export LDFLAGS="\${LDFLAGS:-} -Wl,--disable-new-dtags -Wl,-rpath,${prefix}/lib -L${prefix}/lib"`,
    ]),
  );
}

function gxxScript({ tools }: Compilers): { content: string } {
  const gxx = tools['g++'] ?? 'g++';
  return shellScript(
    ...wrapperLines({ 'g++': gxx, 'c++': gxx }, []),
    ...activationLines('gxx', [exported('CXX=g++'), `export CXXFLAGS="\${CXXFLAGS:-} ${compileFlags}"`]),
  );
}

// The host prefix during a build, otherwise the activated one.
const prefix = '${PREFIX:-$CONDA_PREFIX}';
// Otherwise the prefix would be in the debug information, and so in the package's content.
const compileFlags = `-O2 -fPIC -pipe -isystem ${prefix}/include -ffile-prefix-map=${prefix}=/usr/local/src/conda-prefix`;

function exported(assignment: string): string {
  const [variable, tool] = assignment.split('=');
  return `export ${variable}="$CONDA_PREFIX/bin/${triplet}-${tool}"`;
}

/** A wrapper, not a link: gcc looks for its own parts relative to its called path. */
function wrapperLines(
  tools: Readonly<Record<string, string>>,
  without: readonly string[],
): readonly string[] {
  const wrappers = Object.entries(tools).filter(([name]) => !without.includes(name));
  return [
    'mkdir -p "$PREFIX/bin"',
    ...wrappers.flatMap(([name, path]) => wrapper(`${triplet}-${name}`, path)),
  ];
}

function wrapper(name: string, path: string): string[] {
  return [
    `printf '#!/bin/sh\\nexec "%s" "$@"\\n' ${quoted(path)} > "$PREFIX/bin/${name}"`,
    `chmod +x "$PREFIX/bin/${name}"`,
  ];
}

function activationLines(name: string, lines: readonly string[]): readonly string[] {
  const folder = '"$PREFIX/etc/conda/activate.d"';
  return [
    `mkdir -p ${folder}`,
    `cat > ${folder}/activate-${name}_linux-64.sh <<'ACTIVATE'`,
    ...lines,
    'ACTIVATE',
  ];
}
