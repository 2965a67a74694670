import { buildToolErrors } from './build-tool-errors';
import { cmakeErrors } from './cmake-errors';
import { compilerErrors } from './compiler-errors';
import { javascriptErrors } from './javascript-errors';
import { linkerErrors } from './linker-errors';
import { pythonErrors } from './python-errors';
import { ERROR_KINDS, type ErrorFinder, type ReportedError } from './reported-error';
import { lastCommand } from './script-output';
import { shellErrors } from './shell-errors';
import { testErrors } from './test-errors';

const FINDERS: ErrorFinder[] = [
  compilerErrors,
  cmakeErrors,
  linkerErrors,
  pythonErrors,
  javascriptErrors,
  testErrors,
  shellErrors,
  buildToolErrors,
];

const MOST_ERRORS = 4;
const LAST_LINES = 3;
const LONGEST = 240;
/** Commands that print nothing: lines after them belong to earlier commands. */
const SILENT = /^(?:test|\[|\[\[|exit|false|return)(?: |$)/;

/**
 * The lines that tell why a script failed, in the order of the log, at most four. Commands may fail without ending a
 * script, so the last command is searched first, and the whole script only if its last command reported nothing.
 */
export function firstErrors(lines: readonly string[]): string[] {
  const { at: last = -1, command = '' } = lastCommand(lines) ?? {};
  const errors = errorsIn(lines.slice(last + 1));
  const found = errors.length > 0 ? errors : errorsIn(lines.slice(0, Math.max(last, 0)));
  if (found.length > 0) return found.map(shortened);
  return SILENT.test(command)
    ? []
    : lines
        .slice(last + 1)
        .filter(isTelling)
        .slice(-LAST_LINES)
        .map(shortened);
}

/** Errors of the most telling kind. */
function errorsIn(lines: readonly string[]): string[] {
  const all = FINDERS.flatMap((find) => find(lines));
  const kind = ERROR_KINDS.find((one) => all.some((error) => error.kind === one));
  const first = all.filter((error) => error.kind === kind).sort((a, b) => a.at - b.at);
  return [...new Set(first.map(textOf))].slice(0, MOST_ERRORS);
}

const textOf = ({ text }: ReportedError): string => text;

function isTelling(line: string): boolean {
  return /\w/.test(line) && !line.startsWith('+ ');
}

function shortened(line: string): string {
  const text = line.trim();
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
