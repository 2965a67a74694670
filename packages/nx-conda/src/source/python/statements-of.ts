import { isTooMuch, MAX_TEXT } from './limits';
import { readStatements } from './read-statements';
import type { Statement } from './syntax';
import { tokenize } from './tokens';

/** The statements of a Python source; one unread line if it exceeds limits. Never fails. */
export function statementsOf(source: string): Statement[] {
  try {
    return readStatements(source);
  } catch (error) {
    if (!isTooMuch(error)) throw error;
    return [{ kind: 'unread', words: wordsIn(source) }];
  }
}

const MAX_WORDS = 5000;

function wordsIn(source: string): string[] {
  const words = tokenize(source.slice(0, MAX_TEXT)).filter(
    ({ kind }) => kind === 'name' || kind === 'string',
  );
  return words.slice(0, MAX_WORDS).map(({ text }) => text);
}
