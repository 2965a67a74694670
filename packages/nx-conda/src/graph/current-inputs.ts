import { join } from 'node:path';
import type { TargetConfiguration } from '@nx/devkit';
import { readText } from '../machine/read-text';
import { isSecret, URL_CREDENTIALS } from '../knowledge/secret-names';
import { hashArray } from '../nx';
import type { BuildInputs } from '../record/recorded-inputs';
import { readDigests } from '../record/build-report';
import { fileAt } from './nx-pattern';
import type { ReadPlan } from './reads/plan';
import type { RecordedReads } from './reads/run-record';

/** The inputs of a build. */
export interface BuildOfProject {
  workspaceRoot: string;
  /** Relative to the workspace root. */
  projectRoot: string;
  target: TargetConfiguration;
  /** The shared variant files, relative to the workspace root. */
  variantFiles: string[];
  reads: ReadPlan;
  /** Reads that no hash covers, with file and line. */
  unhashed: string[];
  /** Listed files that the target does not hash, relative to the workspace root. */
  unhashedFiles: string[];
  /** Absolute package folder of each upstream project, by name. */
  upstream: Record<string, string>;
  /** Environment variables with secret values. */
  secrets: string[];
}

type Input = NonNullable<TargetConfiguration['inputs']>[number];

/** The text of a file by its path relative to the workspace root; undefined if missing. */
export type ReadText = (path: string) => string | undefined;

/** Reads current texts of the workspace. */
export function textsIn(workspaceRoot: string): ReadText {
  return (path) => readText(join(workspaceRoot, path));
}

/**
 * The reads of a build: the resolved inputs of its target, without the output of git commands.
 * @param reads the files, and reads that Nx does not see.
 * @param textOf reads shared variant files.
 */
export function resolveBuildInputs(
  build: BuildOfProject,
  reads: RecordedReads,
  textOf: ReadText,
): BuildInputs {
  const inputs = build.target.inputs ?? [];
  const { builtWith, ...options } = (build.target.options ?? {}) as Record<string, unknown>;
  return {
    files: without(reads.listed, build.unhashedFiles),
    unseen: reads.unseen,
    variants: variantsOf(build, textOf),
    environment: environmentOf(inputs, build.secrets),
    options: { ...options, builtWith },
    upstream: upstreamDigests(build),
  };
}

/** By variant file: for JSON the fields that the target hashes, otherwise a hash of the whole file. */
export function variantsOf(
  { target, variantFiles }: BuildOfProject,
  textOf: ReadText,
): BuildInputs['variants'] {
  const inputs = target.inputs ?? [];
  const entries = variantFiles.map((path) => [path, valuesIn(path, inputs, textOf(path))] as const);
  return Object.fromEntries(entries);
}

export function upstreamDigests({ upstream }: Pick<BuildOfProject, 'upstream'>): BuildInputs['upstream'] {
  return Object.fromEntries(
    Object.entries(upstream).flatMap(([project, folder]) => digestsIn(project, folder)),
  );
}

/** Whether Nx runs git in the workspace when it hashes a target. */
export function asksGit({ inputs = [] }: TargetConfiguration): boolean {
  return inputs.some((input) => typeof input === 'object' && 'runtime' in input);
}

function valuesIn(path: string, inputs: Input[], text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {};
  const json = inputs.find(
    (input) => typeof input === 'object' && 'json' in input && isFile(input.json, path),
  );
  if (!json || typeof json !== 'object' || !('json' in json))
    return { 'hash of the file': hashArray([text]) };
  const values = parsed(text);
  const known = (json.fields ?? Object.keys(values)).filter((field) => field in values);
  return Object.fromEntries(known.map((field) => [field, values[field]]));
}

function isFile(input: string, path: string): boolean {
  return input === `{workspaceRoot}/${path}` || input === fileAt(path);
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function environmentOf(inputs: Input[], secrets: string[]): BuildInputs['environment'] {
  const names = inputs.flatMap((input) => (typeof input === 'object' && 'env' in input ? [input.env] : []));
  return Object.fromEntries(
    names
      .filter((name) => !name.startsWith('NX_CONDA_READS_'))
      .map((name) => {
        const value = process.env[name] ?? null;
        return [
          name,
          value !== null && isHidden(name, value, secrets) ? `secret with hash ${hashArray([value])}` : value,
        ];
      }),
  );
}

function without(files: Record<string, string>, left: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !left.includes(path)));
}

/** `inputs.json` is kept beside the packages, and in caches. */
function isHidden(name: string, value: string, secrets: string[]): boolean {
  return secrets.includes(name) || isSecret(name, value) || value.search(URL_CREDENTIALS) >= 0;
}

function digestsIn(project: string, folder: string): [string, ReturnType<typeof readDigests>][] {
  try {
    return [[project, readDigests(folder)]];
  } catch {
    return [];
  }
}
