import { isTooMuch } from './limits';
import { readStatements } from './read-statements';
import type { Statement } from './syntax';

/** The statements of a Python source; none if it exceeds limits. Never fails. */
export function statementsOf(source: string): Statement[] {
  try {
    return readStatements(source);
  } catch (error) {
    if (!isTooMuch(error)) throw error;
    return [];
  }
}
