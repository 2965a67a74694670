import type { Diagnostic } from '../recipe/yaml/diagnostic';
import type { RecipeError } from '../recipe/yaml/recipe-error';
import type { Finding } from './finding';

/** The rule name of findings about unreadable files. */
export const UNREADABLE = 'unreadable';

/** Converts an error from reading a recipe or a variant file to findings. */
export function unreadableFindings({ diagnostics, text }: RecipeError): Finding[] {
  return diagnostics.map(({ file, line, column, message, help }: Diagnostic) => {
    const start = offsetOf(text, line, column);
    return {
      rule: UNREADABLE,
      severity: 'error',
      at: { file: { path: file, text }, start, end: start },
      ...{ line, column, endLine: line, endColumn: column, message, help },
      why: 'Nothing else can be checked, and rattler-build cannot read the file either.',
    };
  });
}

function offsetOf(text: string, line: number, column: number): number {
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, part) => sum + part.length + 1, 0) + column - 1;
}
