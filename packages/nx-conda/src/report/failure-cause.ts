import { stripVTControlCharacters } from 'node:util';
import type { Failure } from './run-report';

/** Executors print an error in bold red, after an empty line. */
const ERROR_STARTS = '\u001b[1m\u001b[31m';
const STEP = /^ {2}\d+\. /;
/** A report has the path of the log itself. */
const LOG = /^Log: /;
const LOG_LINES = 60;
const MAX_LINE = 500;

/**
 * Finds the last error in the output of a failed task: a message, then its numbered next steps.
 * @param output as Nx captured it; undefined if the task did not start.
 */
export function failureCause(output = ''): Failure {
  const marked = output.lastIndexOf(ERROR_STARTS);
  const before = plainLines(marked === -1 ? output : output.slice(0, marked));
  const said = marked === -1 ? lastParagraph(before) : plainLines(output.slice(marked));
  const firstStep = said.findIndex((line) => STEP.test(line));
  const message = (firstStep === -1 ? said : said.slice(0, firstStep)).filter((line) => !LOG.test(line));
  return {
    cause: message.join('\n').trim() || 'The task printed no error.',
    steps: (firstStep === -1 ? [] : said.slice(firstStep))
      .filter((line) => STEP.test(line))
      .map((line) => line.replace(STEP, '')),
    log: before.slice(-LOG_LINES),
  };
}

/** Removes it from the lines. */
function lastParagraph(lines: string[]): string[] {
  const start = lines.lastIndexOf('') + 1;
  return lines.splice(start);
}

/** Without colors, other control characters, and empty lines at the end. */
function plainLines(text: string): string[] {
  const lines = stripVTControlCharacters(text)
    .trimEnd()
    .split('\n')
    .map((line) => visible(line.slice(line.trimEnd().lastIndexOf('\r') + 1).trimEnd()));
  return lines.length === 1 && lines[0] === '' ? [] : lines;
}

function visible(line: string): string {
  // eslint-disable-next-line no-control-regex
  const shown = line.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
  return shown.length > MAX_LINE ? `${shown.slice(0, MAX_LINE)}…` : shown;
}
