/** An error that a program reported in the output of a script. */
export interface ReportedError {
  /** Index of the line in the output. */
  at: number;
  /** On one line, with file and line if the program names them: `a.c:3:11: error: ...`. */
  text: string;
  kind: ErrorKind;
}

/** From the most to the least telling: if a log has errors of several kinds, the first kind contains the cause. */
export const ERROR_KINDS = [
  /** A file of the source is wrong: compilers, CMake, Meson. */
  'source',
  'linker',
  /** An exception of a program, or a failed assertion of a test. */
  'exception',
  /** A message of a shell, a small program, pip, ... */
  'message',
  /** make and ninja repeat that a command failed. */
  'build-tool',
  /** Exceptions that only say that another program failed. */
  'consequence',
] as const;

export type ErrorKind = (typeof ERROR_KINDS)[number];

/** Finds the errors of one kind of program in the lines of an output. */
export type ErrorFinder = (lines: readonly string[]) => ReportedError[];

/** A finder for errors that stand on one line. @param textOf undefined: the line is no error. */
export function lineFinder(kind: ErrorKind, textOf: (line: string) => string | undefined): ErrorFinder {
  return (lines) =>
    lines.flatMap((line, at) => {
      const text = textOf(line);
      return text === undefined ? [] : [{ at, text: text.trim(), kind }];
    });
}
