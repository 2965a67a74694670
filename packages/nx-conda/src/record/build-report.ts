import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { hashFile } from '../machine/file-hash';
import { subdirsOf } from '../channel/repodata';
import type { ResolvedEnvironments } from '../recipe/facts/resolved-environments';
import { FILES_FILE } from './file-lists';
import { type Digests, INPUTS_FILE } from './recorded-inputs';
import { withChecksum } from './checksum';
import { ExplainedError } from '../explained-error';

/** `build.json`, beside the packages of a project: the facts of a build for people, reports and other tasks. */
export interface BuildReport {
  project: string;
  /** Path of recipe.yaml, relative to the workspace root. */
  recipe: string;
  /** Nx's hash of the task that built it: the name of its entry in every cache. */
  hash: string;
  engine: EngineReport;
  /** Duration of the whole build. */
  seconds: number;
  /** Inputs that differ from the previous build in the same folder, one line each; absent if there was none. */
  changes?: string[];
  packages: PackageReport[];
  /** sha256 of every other file in the folder, by path: verifies files from a cache. */
  files: Record<string, string>;
  /** sha256 of the rest of this report; see checksum.ts. */
  checksum: string;
}

export interface EngineReport {
  name: 'rattler-build';
  /** How it was found: on PATH, embedded, ... */
  kind: string;
  version: string;
}

export interface PackageReport {
  name: string;
  version: string;
  buildString: string;
  buildNumber: number;
  subdir: string;
  /** `<subdir>/<fileName>`, relative to the folder of build.json. */
  file: string;
  /** Bytes. */
  size: number;
  /** Hexadecimal. */
  sha256: string;
  /** Match specs that are installed with it. */
  depends: string[];
  /** Match specs that packages built with it require, by kind: `weak`, `strong`, ... */
  runExports: Record<string, string[]>;
  /** The number of files that it installs; `files.json` lists them. */
  fileCount: number;
  /** The variant keys that the output uses, with their values. */
  variant: Record<string, string>;
  /** Value of CONDA_OVERRIDE_CUDA that the package was built with and is tested with; empty: no CUDA. */
  cudaOverride?: string;
  /** The packages that it was built with. */
  resolved: ResolvedEnvironments;
}

/**
 * Writes `build.json`, `digest.json` for downstream tasks, and `tests.json` for tasks that run the tests in the
 * packages. The latter two contain only digests, so that equal builds give equal bytes.
 * @param folder the channel that contains the packages.
 * @param digests of the content of the packages, and of the tests in them.
 */
export async function writeBuildReport(
  folder: string,
  report: Omit<BuildReport, 'files' | 'checksum'>,
  digests: { packages: Digests; tests: Digests },
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'digest.json'), digestsText(digests.packages));
  await writeFile(join(folder, 'tests.json'), digestsText(digests.tests));
  const files = await hashesOf(folder, await filesBeside(folder, report.packages));
  await writeFile(join(folder, 'build.json'), asText(withChecksum({ ...report, files })));
}

/** The other reports, and the files of a channel that are not packages. */
async function filesBeside(folder: string, packages: PackageReport[]): Promise<string[]> {
  const known = new Set(packages.map(({ file }) => file));
  const files = ['digest.json', 'tests.json', INPUTS_FILE, FILES_FILE].filter((file) =>
    existsSync(join(folder, file)),
  );
  for (const subdir of await subdirsOf(folder)) {
    const names = await readdir(join(folder, subdir));
    files.push(...names.map((name) => `${subdir}/${name}`).filter((file) => !known.has(file)));
  }
  return files.sort();
}

async function hashesOf(folder: string, files: string[]): Promise<Record<string, string>> {
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await hashFile(join(folder, file))] as const)),
  );
}

/** @throws ExplainedError if the project is not built or the file is damaged. */
export function readBuildReport(folder: string): BuildReport {
  const report = readJson(folder, 'build.json');
  if (!Array.isArray(report['packages']))
    throw damaged(folder, 'build.json', 'the file has no list "packages"');
  return report as unknown as BuildReport;
}

/** @throws ExplainedError if the project is not built or the file is damaged. */
export function readDigests(folder: string): Digests {
  const { packages } = readJson(folder, 'digest.json');
  if (isObject(packages)) return packages as Digests;
  throw damaged(folder, 'digest.json', 'the file has no "packages"');
}

function digestsText(digests: Digests): string {
  const sorted = Object.entries(digests).sort(([a], [b]) => (a < b ? -1 : 1));
  return asText({ packages: Object.fromEntries(sorted) });
}

function asText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function readJson(folder: string, name: string): Record<string, unknown> {
  const file = join(folder, name);
  if (!existsSync(file)) {
    throw new ExplainedError(`${file} does not exist: ${basename(folder)} is not built.`, [
      `To build ${basename(folder)}, run nx run ${basename(folder)}:conda-build`,
    ]);
  }
  const found = parse(folder, name, readFileSync(file, 'utf8'));
  if (isObject(found)) return found;
  throw damaged(folder, name, 'the file is not a JSON object');
}

function parse(folder: string, name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(folder, name, (error as SyntaxError).message);
  }
}

function damaged(folder: string, name: string, cause: string): ExplainedError {
  return new ExplainedError(`${join(folder, name)} is damaged: ${cause}.`, [
    `To restore or rebuild ${basename(folder)}, run nx run ${basename(folder)}:conda-build`,
    `If that does not help, run nx run ${basename(folder)}:conda-build --skip-nx-cache`,
  ]);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
