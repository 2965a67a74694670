import { type ErrorFinder, lineFinder, type ReportedError } from './reported-error';

const ERROR = String.raw`(?:fatal |internal compiler |catastrophic )?error\b`;

/** gcc, clang, javac, Cython, Meson, ... print `a.c:3:11: error: ...`; nasm, swig and the assembler omit the column. */
const AFTER_COLONS = new RegExp(
  String.raw`^\s*(?:[A-Za-z]:)?[^\s:][^:]*:\d+(?:[:.][\d.-]+)?:\s*(?:\S+ )?${ERROR}`,
  'i',
);
/** `a.cu(12): error: ...` of nvcc and MSVC; `a.ts(3,5): error TS2304: ...` of TypeScript. */
const AFTER_BRACKETS = new RegExp(String.raw`^\s*\S[^()]*\(\d+(?:,\d+)?\)\s*:\s*${ERROR}`, 'i');
/** `cc1: fatal error: a.c: No such file or directory`, `ptxas fatal   : ...`, `nvcc fatal   : ...`. */
const OF_THE_COMPILER =
  /^\s*(?:\S*\b(?:cc1(?:plus|obj)?|gcc|g\+\+|cc|c\+\+|clang(?:\+\+)?(?:-\d+)?|gfortran|f951)(?:\.exe)?: (?:fatal )?error: |(?:ptxas|nvcc|cudafe|nvlink|fatbinary) (?:fatal|error) *:|clang: error:)/;
/** `./main.go:5:2: undefined: x`, `x.pyx:2:9: undeclared name not builtin: y`; warnings of Cython begin with `warning:`. */
const GO_OR_CYTHON = /^\s*\S+\.(?:go|pyx|pxd|pxi):\d+:\d+: /;

const singleLines = lineFinder('source', (line) =>
  [AFTER_COLONS, AFTER_BRACKETS, OF_THE_COMPILER, GO_OR_CYTHON].some((pattern) => pattern.test(line))
    ? line
    : undefined,
);

/** Compilers and assemblers. */
export const compilerErrors: ErrorFinder = (lines) => [
  ...singleLines(lines),
  ...rustErrors(lines),
  ...fortranErrors(lines),
];

/** `error[E0308]: mismatched types`, with ` --> src/main.rs:2:18` on the next line. */
function rustErrors(lines: readonly string[]): ReportedError[] {
  return lines.flatMap((line, at) => {
    const place = /^\s*--> (\S+:\d+:\d+)/.exec(lines[at + 1] ?? '')?.[1];
    if (place === undefined || !/^\s*error(?:\[E\d+\])?: /.test(line)) return [];
    return [{ at, text: `${place}: ${line.trim()}`, kind: 'source' }];
  });
}

/** `a.f90:3:10:`, the line of the source and a caret, and then `Error: ...`. */
function fortranErrors(lines: readonly string[]): ReportedError[] {
  return lines.flatMap((line, at) => {
    const place = /^\s*(\S+\.[fF]\w*:\d+:\d+):$/.exec(line)?.[1];
    const error = lines.slice(at + 1, at + 7).find((below) => /^\s*(?:Fatal )?Error: /.test(below));
    return place === undefined || error === undefined
      ? []
      : [{ at, text: `${place}: ${error.trim()}`, kind: 'source' }];
  });
}
