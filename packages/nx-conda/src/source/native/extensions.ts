import { posix } from 'node:path';
import { callsIn, type MentionedCall } from '../python/calls';
import type { SourceFolder } from '../source-folder';

/** The extensions that a setup.py compiles. */
export interface Extensions {
  /** `c`, `cxx`, `cuda`, `rust`, `fortran`; empty if nothing is compiled. */
  languages: string[];
  /** `torch`: PyTorch's builder; `pccm`: the builder of cumm and spconv, which generates sources in Python; `cmake`. */
  builders: ('torch' | 'pccm' | 'cmake' | 'other')[];
  /** Import names: `ujson`, `lxml.etree`. */
  modules: string[];
  /** Linked libraries, named as for the linker: `z`, `hdf5`. */
  libraries: string[];
}

type Builder = Extensions['builders'][number];

/** Calls that create an extension, with the languages known from the call alone. */
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

/** The extensions of a setup.py, including conditional ones: a package compiled on some platform is not noarch. */
export function extensionsOf(source: SourceFolder, file: string): Extensions {
  const text = buildCode(source, file);
  const calls = callsIn(text).filter(({ name }) => BUILDERS.has(name));
  const made = calls.flatMap(({ name, texts }) => {
    const [builder, ...languages] = BUILDERS.get(name) ?? [];
    return builder ? [{ builder, languages: [...languages, ...languagesOf(texts)] }] : [];
  });
  if (/\bcffi_modules\s*=/.test(text)) made.push({ builder: 'other', languages: ['c'] });
  // `Extension = CUDAExtension` before the call.
  if (made.length > 0 && /\btorch\.utils\.cpp_extension\b/.test(text)) {
    made.push({ builder: 'torch', languages: /\bCUDAExtension\b/.test(text) ? ['cxx', 'cuda'] : ['cxx'] });
  }
  const builders = [...new Set(made.map(({ builder }) => builder))];
  const languages = made.flatMap(({ builder, languages: named }) =>
    builder === 'other' && named.length === 0 ? languagesIn(source, posix.dirname(file)) : named,
  );
  return {
    languages: [...new Set(languages)].sort(),
    builders,
    modules: modulesOf(calls),
    libraries: distinct(calls.flatMap(({ textsOf }) => textsOf.get('libraries') ?? [])).slice(
      0,
      MAX_LIBRARIES,
    ),
  };
}

const MAX_LIBRARIES = 50;

/** The first argument of an extension is its name; other calls get files. */
function modulesOf(calls: readonly MentionedCall[]): string[] {
  const names = calls.flatMap(({ textsOf }) => [textsOf.get('')?.[0], textsOf.get('name')?.[0]]);
  return distinct(names.filter((name) => name !== undefined && /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(name)));
}

function distinct(texts: readonly (string | undefined)[]): string[] {
  return [...new Set(texts)].filter((text) => text !== undefined);
}

const MAX_MODULES = 50;
/** Larger modules are not part of a build. */
const MAX_MODULE_SIZE = 100_000;

/** A setup.py and the modules beside it that it imports: some define their extensions there. */
function buildCode(source: SourceFolder, file: string): string {
  const text = source.read(file) ?? '';
  const modules = [...text.matchAll(/^[ \t]*(?:import|from)[ \t]+(\w+)/gm)].map(([, name = '']) => name);
  const beside = [...new Set(modules)]
    .slice(0, MAX_MODULES)
    .map((name) => source.read(posix.join(posix.dirname(file), `${name}.py`), MAX_MODULE_SIZE) ?? '');
  return [text, ...beside].join('\n');
}

/** The languages of the files in a folder; C by default. */
function languagesIn(source: SourceFolder, folder: string): string[] {
  const found = languagesOf(source.files.filter((name) => isIn(name, folder)));
  return found.length > 0 ? found : ['c'];
}

function isIn(name: string, folder: string): boolean {
  return folder === '.' || name.startsWith(`${folder}/`);
}

/** @param names strings that include file names */
function languagesOf(names: readonly string[]): string[] {
  const found = names.map((name) => (name === 'c++' ? 'cxx' : SUFFIXES[posix.extname(name).toLowerCase()]));
  return [...new Set(found.filter((one) => one !== undefined))];
}
