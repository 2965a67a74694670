import type { CmakeFacts, PythonFacts, SourceFacts } from '../../../source/source-facts';
import { oneLine } from '../text/untrusted-text';
import { line, type RequirementLine } from '../requirements/requirement-lines';

export const HAS_CUDA = 'cuda_compiler_version != "None"';
const KNOWN = ['c', 'cxx', 'fortran', 'rust', 'go'];

/** For `requirements.build`: the compilers of languages, and the C library they compile for. */
export function compilerLines(languages: readonly string[]): RequirementLine[] {
  // Rust and Fortran link with the C compiler.
  const wanted = new Set(['c', ...languages.filter((language) => KNOWN.includes(language))]);
  return [
    ...KNOWN.filter((language) => wanted.has(language)).map((language) =>
      line(`\${{ compiler('${language}') }}`),
    ),
    line("${{ stdlib('c') }}"),
  ];
}

/** nvcc, in the CUDA variants. */
export function cudaCompilerLine(): RequirementLine {
  return { ...line("${{ compiler('cuda') }}"), condition: HAS_CUDA };
}

/** The TODO above `requirements.build`; undefined if the compilers are certain. */
function compilersTodo({ unclearBuild, shippedLibraries = [] }: PythonFacts): string | undefined {
  if (shippedLibraries.length > 0) {
    const names = shippedLibraries.map((name) => oneLine(name, 80)).join(', ');
    return `TODO: compile these libraries from their sources, with the compilers below: ${names}. The source contains the libraries in compiled form, which runs on one platform only.`;
  }
  if (unclearBuild === undefined) return undefined;
  return `TODO: correct the list of compilers. The build makes a package for one platform (see ${oneLine(unclearBuild, 120)}), but nx-conda found no file that shows what it compiles. If it compiles nothing, remove the compilers.`;
}

/** The TODO above `requirements.build` about programs in no known package; undefined if there are none. */
function programsTodo({ unknownPrograms = [] }: SourceFacts): string | undefined {
  if (unknownPrograms.length === 0) return undefined;
  const names = unknownPrograms.map((one) => oneLine(one, 80)).join(', ');
  return `TODO: add the packages with these programs, if the build of this package starts them: ${names}.`;
}

const MAX_DOWNLOADS = 5;

/** The TODO about what CMake downloads; undefined if it downloads nothing. */
export function downloadsTodo(cmake: CmakeFacts | undefined): string | undefined {
  const { downloads = [] } = cmake ?? {};
  if (downloads.length === 0) return undefined;
  const shown = downloads.slice(0, MAX_DOWNLOADS);
  const named = shown.map(({ name, place }) => `${oneLine(name, 60)} (${oneLine(place, 80)})`);
  const more = downloads.length > shown.length ? ` and ${downloads.length - shown.length} more` : '';
  return `TODO: check what CMake downloads during the build: ${named.join(', ')}${more}. Without network access, the build fails, and conda-forge does not allow downloads. If there is a conda package, patch the source so that CMake uses this package. Otherwise, add the download to the sources of this recipe.`;
}

/** All TODOs above `requirements.build` of a Python package. */
export function buildTodos(python: PythonFacts, facts: SourceFacts): (string | undefined)[] {
  return [compilersTodo(python), programsTodo(facts), downloadsTodo(facts.cmake)];
}
