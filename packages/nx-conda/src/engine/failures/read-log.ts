import { stripVTControlCharacters } from 'node:util';

/** A log of rattler-build, prepared for the search. */
export interface FailureLog {
  /** The log without colors. */
  text: string;
  /** rattler-build's error, each cause on one line. */
  error: string;
  /** A script of the recipe or of a test failed, so its own messages contain the cause. */
  scriptFailed: boolean;
  /** `path:line:column` from the error's code frame. */
  place?: string;
}

// Only the end matters, and a log can have hundreds of megabytes.
const KEPT_CHARACTERS = 1_000_000;

/** Parses a log of either engine. */
export function readLog(log: string): FailureLog {
  const text = stripVTControlCharacters(log.slice(-KEPT_CHARACTERS));
  const start = text.search(/^Error: {3}[×x]/m);
  const error = start < 0 ? '' : joinWrappedLines(text.slice(start));
  return {
    text,
    error,
    scriptFailed: /Script failed (to execute|with status)/.test(text),
    place: /╭─\[(.+?:\d+:\d+)\]/.exec(error)?.[1],
  };
}

/**
 * rattler-build wraps its error at 80 columns, with or without a terminal (0.74), also within URLs and paths, after a
 * `/` or `-`.
 */
function joinWrappedLines(error: string): string {
  return error.replace(/\n(?: {2}│| {6})[ │]*(?=\S)/g, (_, offset: number) =>
    '/-'.includes(error.charAt(offset - 1)) ? '' : ' ',
  );
}
