import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Options of a target in a project.json, by option name. */
export type TargetOptions = Record<string, unknown>;

interface ProjectJson {
  targets?: Record<string, { options?: TargetOptions } | undefined>;
}

/** The options of a target in the project.json of a folder; empty if unset. */
export async function readTargetOptions(folder: string, target: string): Promise<TargetOptions> {
  const json = (await readJson(join(folder, 'project.json'))) as ProjectJson | undefined;
  return json?.targets?.[target]?.options ?? {};
}

/** @returns undefined if the file is missing or not a JSON object; Nx itself reports a broken one. */
export async function readJson(file: string): Promise<Record<string, unknown> | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
