/** A problem in a file: what, where, and how to fix it. */
export interface Diagnostic {
  /** Path as shown to the user, relative to the workspace root. */
  file: string;
  /** 1-based. */
  line: number;
  /** 1-based. */
  column: number;
  /** The problem, one sentence. */
  message: string;
  /** The next steps, each an instruction. */
  help: string[];
}

const contextLines = 2;
const frameWidth = 120;

/**
 * The diagnostic as plain text: `file:line:column  message`, a code frame if `text` (the file's content) is given, and
 * the help as a numbered list. No colors, no trailing newline.
 */
export function formatDiagnostic(diagnostic: Diagnostic, text?: string): string {
  const { file, line, column, message, help } = diagnostic;
  const parts = [`${file}:${line}:${column}  ${message}`];
  const frame = text === undefined ? [] : codeFrame(text, line, column);
  if (frame.length > 0) parts.push('', ...frame);
  if (help.length > 0) parts.push('', ...help.map((step, index) => `  ${index + 1}. ${step}`));
  return parts.join('\n');
}

/** The line with two around it and a caret below its column; nothing if the text has no such line. */
export function codeFrame(text: string, line: number, column: number): string[] {
  const lines = text.split('\n').map(printable);
  if (line > lines.length) return [];
  const first = Math.max(1, line - contextLines);
  const last = Math.min(lines.length, line + contextLines);
  const gutter = String(last).length;
  // Long lines are cut, so the window starts close enough to the caret to show it.
  const start = Math.max(0, column - Math.floor(frameWidth / 2));
  const frame: string[] = [];
  for (let number = first; number <= last; number++) {
    const source = (lines[number - 1] ?? '').slice(start, start + frameWidth);
    const mark = number === line ? '>' : ' ';
    frame.push(`${mark} ${String(number).padStart(gutter)} | ${source}`.trimEnd());
    if (number === line) frame.push(`  ${' '.repeat(gutter)} | ${' '.repeat(column - 1 - start)}^`);
  }
  return frame;
}

/** One column per character: characters of other widths in a terminal would move the caret. */
function printable(line: string): string {
  return line
    .replace(/^\uFEFF|\r$/g, '')
    .replace(/\t/g, ' ')
    .replace(/\p{Cc}/gu, '\uFFFD');
}
