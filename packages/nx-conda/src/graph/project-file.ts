import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The targets in the project.json of a folder, by name; empty if it has none. Their values may be anything. */
export async function readTargets(folder: string): Promise<Record<string, unknown>> {
  const { targets } = (await readJson(join(folder, 'project.json'))) ?? {};
  return isObject(targets) ? targets : {};
}

/** @returns undefined if the file is missing or not a JSON object; Nx itself reports a broken one. */
export async function readJson(file: string): Promise<Record<string, unknown> | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a value of JSON has keys. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
