import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Digests by `<subdir>/<fileName>`. */
export type Digests = Record<string, string>;

/** `inputs.json`, beside the packages of a project: the inputs of their build, so that a change can be named. */
export interface BuildInputs {
  /** A hash for each file, by path relative to the workspace root. */
  files: Record<string, string>;
  /** Inputs that Nx does not see, by kind: see `ProjectReads` in graph/reads. */
  unseen: Record<string, string>;
  /** By variant file: the fields that the recipe may use. */
  variants: Record<string, Record<string, unknown>>;
  /** `null`: not set. A hash for secrets. */
  environment: Record<string, string | null>;
  /** Options of the target: versions, channels, platform, ... */
  options: Record<string, unknown>;
  /** Digests of the packages of each upstream project. */
  upstream: Record<string, Digests>;
}

export const INPUTS_FILE = 'inputs.json';

export async function writeInputs(folder: string, inputs: BuildInputs): Promise<void> {
  await writeFile(join(folder, INPUTS_FILE), `${JSON.stringify(inputs, undefined, 2)}\n`);
}

/** @returns undefined without a build, or if it left nothing to compare with. */
export function readRecordedInputs(folder: string): BuildInputs | undefined {
  const file = join(folder, INPUTS_FILE);
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as BuildInputs;
  } catch {
    return undefined;
  }
}
