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
