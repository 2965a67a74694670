import { stripVTControlCharacters } from 'node:util';
import { firstErrors } from '../causes/first-errors';
import { failedScript, type ScriptOutput } from '../causes/script-output';

/** A log of rattler-build, prepared for the search. */
export interface FailureLog {
  /** The log without colors. */
  text: string;
  /** rattler-build's error, each cause on one line. */
  error: string;
  /** The script of the recipe or of a test that failed: its own messages contain the cause. */
  script?: ScriptOutput;
  /** A test ran, not a build. */
  isTest: boolean;
  /** The innermost cause in the error, on one line. */
  message: string;
  /** The lines of the script that tell why it failed; empty if no line does. */
  scriptErrors: string[];
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
  const script = failedScript(text);
  return {
    text,
    error,
    ...(script && { script }),
    isTest: /Successfully updated the test environment|failed to run test|Running tests for/.test(text),
    message: errorMessage(error),
    scriptErrors: script ? firstErrors(script.lines) : [],
    ...placeIn(error),
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

function placeIn(error: string): Pick<FailureLog, 'place'> {
  const place = /╭─\[(.+?:\d+:\d+)\]/.exec(error)?.[1];
  // rattler-build prints the start of the file if it does not know the place.
  return place === undefined || place.endsWith(':1:1') ? {} : { place };
}

/** The frame below a cause repeats it. */
function errorMessage(error: string): string {
  const causes = [...error.matchAll(/^(?:Error: {3}[×x]| {2}[├╰]─▶) (.*)/gm)].map(([, cause = '']) =>
    cause.replace(/\s+/g, ' ').trim(),
  );
  return causes.filter((cause) => cause !== '').at(-1) ?? 'rattler-build printed no error.';
}
