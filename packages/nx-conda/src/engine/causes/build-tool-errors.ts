import type { ErrorFinder, ReportedError } from './reported-error';

/** `make[2]: *** [Makefile:4: gen] Error 127`, `Makefile:3: *** missing separator.  Stop.` */
const MAKE = /^\S+: \*\*\* /;
/** `FAILED: out.o`; since ninja 1.13 `FAILED: [code=1] out.o`. */
const NINJA = /^\s*FAILED: (?:\[code=\d+\] )?\S/;
const NEXT_EDGE = /^\s*\[\d+\/\d+\]|ninja: build stopped|^\s*FAILED: |^\+ /;
const OUTPUT_LINES = 3;

/** make and ninja, with the start of the output of the command that failed in ninja. */
export const buildToolErrors: ErrorFinder = (lines) =>
  lines.flatMap((line, at): ReportedError[] => {
    if (MAKE.test(line)) return [{ at, text: line, kind: 'build-tool' }];
    return NINJA.test(line) ? [line, ...outputAfter(at, lines)].map((text) => shown(at, text)) : [];
  });

/** ninja prints the command, and then its output. */
function outputAfter(at: number, lines: readonly string[]): string[] {
  const below = lines.slice(at + 1, at + 1 + OUTPUT_LINES);
  const end = below.findIndex((line) => NEXT_EDGE.test(line));
  return below.slice(0, end < 0 ? undefined : end);
}

function shown(at: number, text: string): ReportedError {
  return { at, text: text.trim(), kind: 'build-tool' };
}
