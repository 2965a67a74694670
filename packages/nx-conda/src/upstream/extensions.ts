import { posix } from 'node:path';
import { callsIn } from './python/calls';
import type { SourceFolder } from './source-folder';

/** What a setup.py compiles. */
export interface Extensions {
  /** `c`, `cxx`, `cuda`, `rust`, `fortran`; empty where nothing is compiled. */
  languages: string[];
  /** `torch`: PyTorch's builder; `pccm`: that of cumm and spconv, whose sources are made by Python; `cmake`. */
  builders: ('torch' | 'pccm' | 'cmake' | 'other')[];
}

type Builder = Extensions['builders'][number];

/** Calls that make an extension, with the languages that are known from the call alone. */
const BUILDERS = new Map<string, readonly [Builder, ...string[]]>([
  ['CUDAExtension', ['torch', 'cxx', 'cuda']],
  ['CppExtension', ['torch', 'cxx']],
  ['PCCMExtension', ['pccm', 'cxx']],
  ['PCCMBuild', ['pccm', 'cxx']],
  ['CMakeExtension', ['cmake']],
  ['Extension', ['other']],
  ['Pybind11Extension', ['other', 'cxx']],
  ['cythonize', ['other', 'c']],
  ['mypycify', ['other', 'c']],
  ['RustExtension', ['other', 'rust']],
]);

const SUFFIXES: Readonly<Record<string, string | undefined>> = {
  '.c': 'c',
  '.pyx': 'c',
  '.cpp': 'cxx',
  '.cc': 'cxx',
  '.cxx': 'cxx',
  '.cu': 'cuda',
  '.f': 'fortran',
  '.f90': 'fortran',
};

/** What a setup.py compiles, whatever the condition: a package that is compiled somewhere is none for all platforms. */
export function extensionsOf(source: SourceFolder, file: string): Extensions {
  const text = source.read(file) ?? '';
  const folder = posix.dirname(file);
  const calls = callsIn(text).flatMap((call) => {
    const [builder, ...languages] = BUILDERS.get(call.name) ?? [];
    return builder ? [{ builder, languages, texts: call.texts }] : [];
  });
  const named = calls.flatMap(({ languages, texts }) => [...languages, ...languagesOf(texts)]);
  const isNamed = named.length > 0 || calls.every(({ builder }) => builder === 'cmake');
  const languages = isNamed ? named : languagesOf(source.files.filter((name) => isIn(name, folder)));
  const viaCffi = /\bcffi_modules\s*=/.test(text);
  return {
    languages: [
      ...new Set([
        ...(languages.length === 0 && calls.length > 0 ? ['c'] : languages),
        ...(viaCffi ? ['c'] : []),
      ]),
    ].sort(),
    builders: [
      ...new Set([...calls.map(({ builder }) => builder), ...(viaCffi ? (['other'] as const) : [])]),
    ],
  };
}

function isIn(name: string, folder: string): boolean {
  return folder === '.' || name.startsWith(`${folder}/`);
}

/** @param names of files, among other strings */
function languagesOf(names: readonly string[]): string[] {
  const found = names.map((name) => (name === 'c++' ? 'cxx' : SUFFIXES[posix.extname(name).toLowerCase()]));
  return [...new Set(found.filter((one) => one !== undefined))];
}
