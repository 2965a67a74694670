import { posix } from 'node:path';
import { withoutArguments } from '../python/argument-branches';
import { callsAmong, type MentionedCall, nodesIn } from '../python/calls';
import { type BuildFile, buildCode } from '../python-project/build-code';
import type { SourceFolder } from '../source-folder';
import { extensionEvidence } from './compiled/extension-evidence';
import type { ExtensionSwitch } from './compiled/extension-switch';
import { passedLibraries } from './compiled/extension-libraries';
import { type Builder, type Maker, makersIn, usesMakers, usesTorch } from './compiled/extension-makers';
import { folderLanguages, namedLanguages } from './compiled/source-languages';

/** The extensions that a setup.py, or another script of a build, compiles. */
export interface Extensions {
  /** `c`, `cxx`, `cuda`, `rust`, `fortran`, `go`; empty if nothing is compiled. */
  languages: string[];
  /** `torch`: PyTorch's builder; `pccm`: the builder of cumm and spconv, which generates sources in Python; `cmake`. */
  builders: Builder[];
  /** Import names: `ujson`, `lxml.etree`. */
  modules: string[];
  /** Linked libraries, named as for the linker: `z`, `hdf5`. */
  libraries: string[];
  /** The evidence that something is compiled, if it does not show the languages: `ext_modules in setup.py`. */
  unclear?: string;
  /** The environment variable without which nothing is compiled. */
  switch?: ExtensionSwitch;
  /** Compiled libraries that the source contains: `package/library.so`. */
  shipped?: string[];
}

/** The extensions of a setup.py, including conditional ones: a package compiled on some platform is not noarch. */
export function extensionsOf(source: SourceFolder, file: string): Extensions {
  return extensionsIn(source, buildCode(source, [{ file, isBackend: false }]), posix.dirname(file));
}

/** @param folder where the build runs, relative to the source */
export function extensionsIn(source: SourceFolder, all: readonly BuildFile[], folder: string): Extensions {
  const files = all.map((file) => ({ ...file, statements: withoutArguments(file.statements) }));
  const evidence = extensionEvidence(files);
  const isBuilt = evidence !== undefined || files.some(({ text }) => HIDDEN.test(text));
  const calls = isBuilt ? makingCalls(files) : [];
  const made = [
    ...calls.flatMap(({ call, makers }) =>
      makers.map((maker) => makes(source, call, maker, { files, folder })),
    ),
    ...madeWithoutCalls(files, calls.length > 0, evidence),
  ];
  const libraries = [
    ...calls.flatMap(({ call }) => call.textsOf.get('libraries') ?? []),
    ...(made.length > 0 ? passedLibraries(files) : []),
  ];
  return {
    ...compiledBy(made, evidence, () => builtLanguages(source, files, folder)),
    modules: modulesOf(calls.map(({ call }) => call)),
    libraries: distinct(libraries).slice(0, MAX_LIBRARIES),
  };
}

/** @param guess the languages of the files in the folder, for builds that do not show their own */
function compiledBy(
  made: readonly Made[],
  evidence: string | undefined,
  guess: () => string[],
): Pick<Extensions, 'languages' | 'builders' | 'unclear'> {
  const languages = [...new Set(made.flatMap((one) => one.languages))].sort();
  const builders = [...new Set(made.map(({ builder }) => builder))];
  const isCompiled = evidence !== undefined || builders.length > 0;
  if (!isCompiled || languages.length > 0 || builders.includes('cmake')) return { languages, builders };
  const guessed = guess();
  const known = builders.length > 0 ? builders : ['other' as const];
  if (guessed.length > 0) return { languages: guessed, builders: known };
  return { languages: ['c', 'cxx'], builders: known, unclear: evidence ?? 'an extension in setup.py' };
}

/** Ways to pass extensions to setup() that name no argument. */
const HIDDEN = /\b(add_extension|build_ext)\b|\*\*/;

interface Made {
  builder: Builder;
  languages: readonly string[];
}

function makes(
  source: SourceFolder,
  { texts }: MentionedCall,
  { builder, languages }: Maker,
  { files, folder }: { files: readonly BuildFile[]; folder: string },
): Made {
  const named = namedLanguages(source, texts, folder);
  if (builder === 'torch')
    return { builder, languages: [...languages, ...named.filter((one) => one !== 'cuda')] };
  const found = [...languages, ...named];
  const isOpen = builder === 'other' && found.length === 0;
  return { builder, languages: isOpen ? builtLanguages(source, files, folder) : found };
}

/** Extensions whose class is chosen in ways that cannot be followed, and those that setup() makes itself. */
function madeWithoutCalls(files: readonly BuildFile[], hasCalls: boolean, evidence = ''): Made[] {
  const isBuilt = hasCalls || evidence !== '';
  const hasCuda =
    isBuilt && usesTorch(files) && files.some(({ statements }) => usesName(statements, 'CUDAExtension'));
  return [
    ...(hasCuda ? [{ builder: 'torch' as const, languages: ['cxx', 'cuda'] }] : []),
    ...(evidence.startsWith('cffi_modules ') ? [{ builder: 'other' as const, languages: ['c'] }] : []),
    ...(evidence.startsWith('rust_extensions ') ? [{ builder: 'other' as const, languages: ['rust'] }] : []),
  ];
}

/** True if the name is used, not only imported: also as in `getattr(cpp_extension, "CUDAExtension")`. */
function usesName(statements: readonly object[], wanted: string): boolean {
  return nodesIn(statements).some((node) => {
    const { kind, name, value, words } = node as NameNode;
    if (kind === 'unread') return words?.includes(wanted) === true;
    return kind === 'constant'
      ? value === wanted
      : (kind === 'name' || kind === 'attribute') && name === wanted;
  });
}

interface NameNode {
  kind?: string;
  name?: string;
  value?: unknown;
  words?: string[];
}

/** The languages of the files in the folder. setuptools compiles no .cu files: the build has to call nvcc. */
function builtLanguages(source: SourceFolder, files: readonly BuildFile[], folder: string): string[] {
  const callsNvcc = files.some(({ text }) => /\bnvcc\b/i.test(text));
  const found = [...new Set(folderLanguages(source, folder))];
  // Cython also compiles plain Python files.
  const isCython = found.length === 0 && files.some(({ text }) => /\bCython\b/.test(text));
  if (isCython) return ['c'];
  return found.filter((one) => (one === 'cuda' ? callsNvcc : !['rust', 'go'].includes(one))).sort();
}

const MAX_LIBRARIES = 50;

/** The calls that create extensions. */
function makingCalls(files: readonly BuildFile[]): { call: MentionedCall; makers: readonly Maker[] }[] {
  const makers = makersIn(files);
  return files
    .filter((file) => usesMakers(file, files))
    .flatMap(({ statements }) =>
      callsAmong(statements).flatMap((call) => {
        const of = makers.get(call.name);
        return of ? [{ call, makers: of }] : [];
      }),
    );
}

/** The first argument of an extension is its name; other calls get files. */
function modulesOf(calls: readonly MentionedCall[]): string[] {
  const names = calls.flatMap(({ textsOf }) => [textsOf.get('')?.[0], textsOf.get('name')?.[0]]);
  return distinct(names.filter((name) => name !== undefined && /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(name)));
}

function distinct(texts: readonly (string | undefined)[]): string[] {
  return [...new Set(texts)].filter((text) => text !== undefined);
}
