import type { BuildFile } from '../../python-project/build-code';
import type { PythonProject } from '../../python-project/python-project';
import type { Pyproject } from '../../python-project/read-pyproject';
import type { SourceFolder } from '../../source-folder';
import { type Extensions, extensionsIn } from '../extensions';
import { buildSettings } from './build-settings';
import { extensionSwitch } from './extension-switch';
import type { Builder } from './extension-makers';
import { callsNvcc, namesKernels } from './kernels';
import { ownBackendEvidence } from './own-backend';
import { platformEvidence, shippedLibraries } from './platform-wheel';
import { folderLanguages, namedLanguages } from './source-languages';

/** What the build of a Python project compiles: by setup.py, by scripts and hooks of other backends, or by settings. */
export function projectExtensions(
  source: SourceFolder,
  { folder, pyproject, code: files }: Pick<PythonProject, 'folder' | 'pyproject' | 'code'>,
): Extensions {
  const settings = buildSettings(source, folder, pyproject);
  const found = extensionsIn(source, files, folder === '' ? '.' : folder);
  const languages = [...found.languages, ...settings.languages, ...tomlLanguages(source, folder, pyproject)];
  const shipped = shippedLibraries(source, folder);
  const turnedOn = found.languages.length > 0 ? extensionSwitch(files) : undefined;
  const known: Extensions = {
    ...found,
    builders: [...new Set([...found.builders, ...buildersIn(files)])],
    languages: [...new Set([...languages, ...kernelLanguages(source, files, found)])].sort(),
    ...(shipped.length > 0 && { shipped }),
    ...(turnedOn && { switch: turnedOn }),
  };
  if (known.languages.length > 0 || known.builders.includes('cmake')) return known;
  const evidence = [
    settings.evidence,
    platformEvidence(source, files, folder),
    pyproject && ownBackendEvidence(pyproject, files),
    shipped[0],
  ].find((one) => one !== undefined);
  if (evidence === undefined) return known;
  return callsNvcc(source, files)
    ? { ...known, languages: ['cuda', 'cxx'], builders: ['other'] }
    : { ...known, ...guessed(source, folder, evidence) };
}

/** CUDA for extensions whose .cu files do not stand in their own call. CMake's files tell that better. */
function kernelLanguages(
  source: SourceFolder,
  files: readonly BuildFile[],
  { builders }: Extensions,
): string[] {
  if (builders.includes('torch')) return namesKernels(files) ? ['cuda'] : [];
  return builders.includes('other') && callsNvcc(source, files) ? ['cuda'] : [];
}

/** scikit-build before scikit-build-core: its own setup() runs CMake. */
const SKBUILD = /^[ \t]*(?:from[ \t]+skbuild(?:\.\w+)*[ \t]+import|import[ \t]+skbuild)\b/m;

function buildersIn(files: readonly BuildFile[]): Builder[] {
  return files.some(({ text }) => SKBUILD.test(text)) ? ['cmake'] : [];
}

/** The languages of the files in the folder; C and C++ if there are none. */
function guessed(source: SourceFolder, folder: string, evidence: string): Partial<Extensions> {
  const inFolder = [...new Set(folderLanguages(source, folder))].filter((one) =>
    ['c', 'cxx', 'fortran'].includes(one),
  );
  if (inFolder.length > 0) return { languages: inFolder.sort(), builders: ['other'] };
  return { languages: ['c', 'cxx'], builders: ['other'], unclear: evidence };
}

/** `[[tool.setuptools.ext-modules]]` with `sources` and `language`. */
function tomlLanguages(source: SourceFolder, folder: string, pyproject: Pyproject | undefined): string[] {
  const modules = pyproject?.table.tables('tool.setuptools.ext-modules') ?? [];
  const texts = modules.flatMap((one) => [...(one.strings('sources') ?? []), one.string('language') ?? '']);
  const named = namedLanguages(source, texts, folder);
  return modules.length > 0 && named.length === 0 ? ['c'] : named;
}
