import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** `files.json`, beside the packages of a project: paths of the installed files, by `<subdir>/<fileName>`. */
export const FILES_FILE = 'files.json';

export async function writeFileLists(folder: string, lists: Record<string, string[]>): Promise<void> {
  await writeFile(join(folder, FILES_FILE), `${JSON.stringify(lists)}\n`);
}

/** @returns an empty object if the file is missing or damaged. */
export function readFileLists(folder: string): Record<string, string[]> {
  try {
    return JSON.parse(readFileSync(join(folder, FILES_FILE), 'utf8')) as Record<string, string[]>;
  } catch {
    return {};
  }
}
