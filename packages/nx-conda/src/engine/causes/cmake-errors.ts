import type { ErrorFinder, ReportedError } from './reported-error';

const HEADER = /^\s*CMake Error(?: at ([^\s:]+:\d+))?[^:]*:\s*(.*)$/;
const MOST_LINES = 12;

/**
 * `CMake Error at CMakeLists.txt:3 (find_package):`, with its message on the indented lines below. rattler-build reads
 * stdout and stderr separately, so status lines may stand between them.
 */
export const cmakeErrors: ErrorFinder = (lines) =>
  lines.flatMap((line, at) => {
    const found = HEADER.exec(line);
    return found ? [errorAt(at, found, lines)] : [];
  });

function errorAt(at: number, [, place, rest = '']: RegExpExecArray, lines: readonly string[]): ReportedError {
  const message = rest === '' ? paragraphAfter(at, lines) : rest;
  return { at, text: `${place === undefined ? '' : `${place}: `}CMake Error: ${message}`, kind: 'source' };
}

function paragraphAfter(at: number, lines: readonly string[]): string {
  const below = lines.slice(at + 1, at + MOST_LINES).filter((line) => /^\s*$|^ {2,}\S/.test(line));
  const start = below.findIndex((line) => line.trim() !== '');
  const end = below.findIndex((line, index) => index > start && line.trim() === '');
  return below
    .slice(Math.max(start, 0), end < 0 ? undefined : end)
    .map((line) => line.trim())
    .join(' ');
}
