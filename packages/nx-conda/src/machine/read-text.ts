import { readFileSync } from 'node:fs';

/** The text of a file; undefined if it does not exist or is unreadable. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
