import { dirname } from 'node:path';
import { pythonMinor } from './entries';
import type { Interpreter } from './machine';
import type { Plan } from './package-recipe';
import { asTheyAre, compileLine, quoted, shellScript } from './package-recipe';
import { patchelfDownload, patchelfLines, patchelfSource } from './patchelf';

/**
 * The machine's own CPython as a relocatable package: the interpreter, its shared library if it has one, the standard
 * library and the headers. Its system libraries (OpenSSL, SQLite, ...) stay the machine's.
 */
export function planPython(interpreter: Interpreter): Plan {
  const compact = pythonMinor.replace('.', '');
  return {
    recipe: {
      package: { name: 'python', version: interpreter.version },
      source: [patchelfSource],
      build: {
        number: 0,
        string: 'h{key}_0_cpython',
        dynamic_linking: asTheyAre.dynamic_linking,
        // The interpreter finds its prefix from its own place. Text files contain the prefix, which is replaced.
        prefix_detection: { ignore_binary_files: true },
        script: shellScript(
          ...programLines(interpreter),
          ...libraryLines(interpreter),
          ...headerLines(interpreter),
          ...(isOwnPrefix(interpreter) ? relocationLines(interpreter) : distributionLines),
          ...runtimePathLines,
          compileLine('"$PREFIX/bin/python3"', `"$PREFIX/lib/python${pythonMinor}"`),
        ),
      },
      requirements: {
        run_constraints: [`python_abi ${pythonMinor}.* *_cp${compact}`],
        run_exports: { noarch: ['python'], weak: [`python_abi ${pythonMinor}.* *_cp${compact}`] },
      },
      tests: [{ script: [importsAll, `test -f $PREFIX/include/python${pythonMinor}/pyconfig.h`] }],
      about: { summary: "the machine's own CPython, repackaged", license: 'PSF-2.0' },
    },
    downloads: { ...patchelfDownload },
    fingerprint: interpreter.fingerprint,
  };
}

const importsAll =
  "python -I -c \"import ctypes, sqlite3, ssl, sys, sysconfig, zlib; packages = sysconfig.get_path('purelib'); " +
  "assert packages.endswith('site-packages') and packages in sys.path, sys.path\"";

function programLines({ executable }: Interpreter): readonly string[] {
  const config = `${dirname(executable)}/python${pythonMinor}-config`;
  return [
    'mkdir -p "$PREFIX/bin" "$PREFIX/lib" "$PREFIX/include"',
    `cp ${quoted(executable)} "$PREFIX/bin/python${pythonMinor}"`,
    `ln -s python${pythonMinor} "$PREFIX/bin/python3"`,
    `ln -s python${pythonMinor} "$PREFIX/bin/python"`,
    `if [ -f ${quoted(config)} ]; then cp -L ${quoted(config)} "$PREFIX/bin/"; fi`,
  ];
}

// Tests, development tools and packages installed by pip are left out.
const leftOut = [
  './site-packages',
  './dist-packages',
  './EXTERNALLY-MANAGED',
  './test',
  './idlelib',
  './turtledemo',
  './*/test',
  './*/tests',
  './config-*/*.a',
  './config-*/*.so',
  '__pycache__',
];

function libraryLines({ standardLibrary, sharedLibrary }: Interpreter): readonly string[] {
  const excludes = leftOut.map((pattern) => `--exclude=${quoted(pattern)}`).join(' ');
  const target = `"$PREFIX/lib/python${pythonMinor}"`;
  return [
    `mkdir -p ${target}/site-packages`,
    `tar -C ${quoted(standardLibrary)} -cf - ${excludes} . | tar -C ${target} -xf -`,
    // A package cannot contain an empty folder.
    `echo 'Packages go here.' > ${target}/site-packages/README.txt`,
    ...(sharedLibrary
      ? [
          `cp -L ${quoted(sharedLibrary)} "$PREFIX/lib/libpython${pythonMinor}.so.1.0"`,
          `ln -s libpython${pythonMinor}.so.1.0 "$PREFIX/lib/libpython${pythonMinor}.so"`,
        ]
      : []),
  ];
}

/** On Debian `pyconfig.h` forwards to a folder of the compiler's own search path: take the real one. */
function headerLines({ headers, configHeader }: Interpreter): readonly string[] {
  const target = `"$PREFIX/include/python${pythonMinor}"`;
  return [
    `cp -RL ${quoted(headers)} ${target}`,
    `if [ -f ${quoted(configHeader)} ]; then cp -L ${quoted(configHeader)} ${target}/pyconfig.h; fi`,
  ];
}

/** Whether only this interpreter uses the prefix, so that every mention of it means this interpreter. */
function isOwnPrefix({ prefix }: Interpreter): boolean {
  return prefix !== '/usr';
}

function relocationLines({ prefix }: Interpreter): readonly string[] {
  const pattern = prefix.replaceAll(/[.[\]*^$\\#&]/g, String.raw`\$&`);
  return [
    'for file in "$PREFIX"/bin/*-config "$PREFIX"/lib/python*/_sysconfigdata*.py "$PREFIX"/lib/python*/config-*/*; do',
    `  if [ -f "$file" ]; then sed -i ${quoted(`s#${pattern}#`)}"$PREFIX"'#g' "$file"; fi`,
    'done',
  ];
}

// Debian and Ubuntu install into /usr/local/.../dist-packages, and tell setuptools by a hook. Their `site` module has
// its folders compiled into the interpreter; the only file that it reads at start is sitecustomize.
const distributionLines = [
  `cd "$PREFIX/lib/python${pythonMinor}"`,
  `sed -i "s/prefix_scheme = 'posix_local'/prefix_scheme = 'posix_prefix'/" sysconfig.py`,
  'rm -f _distutils_system_mod.py sitecustomize.py',
  "cat > sitecustomize.py <<'PYTHON'",
  'import site, sys, sysconfig',
  "if sysconfig.get_path('purelib') not in sys.path:",
  "    site.addsitedir(sysconfig.get_path('purelib'))",
  'PYTHON',
  'cd "$SRC_DIR"',
];

const runtimePathLines = [
  ...patchelfLines,
  `"$patchelf" --set-rpath '$ORIGIN/../lib' "$PREFIX/bin/python${pythonMinor}"`,
  'for library in "$PREFIX"/lib/libpython*.so.1.0; do',
  `  if [ -f "$library" ]; then strip --strip-unneeded "$library"; "$patchelf" --set-rpath '$ORIGIN' "$library"; fi`,
  'done',
  `strip --strip-unneeded "$PREFIX"/lib/python${pythonMinor}/lib-dynload/*.so`,
  `"$patchelf" --set-rpath '$ORIGIN/../..' "$PREFIX"/lib/python${pythonMinor}/lib-dynload/*.so`,
];
