import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TargetConfiguration } from '@nx/devkit';
import { globWithWorkspaceContext, hashArray } from '../nx';
import type { BuildInputs } from '../report/build-inputs';
import { readDigests } from '../report/build-report';
import type { WorkspaceFiles } from './workspace-files';

/** A build, as far as its inputs are concerned. */
export interface BuildOfProject {
  workspaceRoot: string;
  /** Relative to the workspace root. */
  projectRoot: string;
  target: TargetConfiguration;
  /** Absolute folder of the packages of each project built before, by name. */
  upstream: Record<string, string>;
  /** Environment variables whose value nobody should read. */
  secrets: string[];
}

type Input = NonNullable<TargetConfiguration['inputs']>[number];

/** What the build would read now: the inputs of its target, resolved. What git says of the workspace is left out. */
export async function readBuildInputs(build: BuildOfProject, files: WorkspaceFiles): Promise<BuildInputs> {
  const inputs = build.target.inputs ?? [];
  const { builtWith, ...options } = (build.target.options ?? {}) as Record<string, unknown>;
  return {
    files: await filesOf(inputs, build, files),
    variants: await variantsOf(inputs, build),
    environment: environmentOf(inputs, build.secrets),
    options: { ...options, builtWith },
    upstream: Object.fromEntries(
      Object.entries(build.upstream).flatMap(([project, folder]) => digestsIn(project, folder)),
    ),
  };
}

async function filesOf(
  inputs: Input[],
  { workspaceRoot, projectRoot }: BuildOfProject,
  files: WorkspaceFiles,
): Promise<Record<string, string>> {
  // A name without braces is one of nx.json's named inputs, which only a changed target has.
  const patterns = inputs
    .filter((input) => typeof input === 'string' && input.startsWith('{'))
    .map((input) => String(input).replace('{workspaceRoot}/', '').replace('{projectRoot}', projectRoot));
  const paths = patterns.length > 0 ? await globWithWorkspaceContext(workspaceRoot, patterns) : [];
  return Object.fromEntries(paths.sort().map((path) => [path, files.contentHash([path])]));
}

async function variantsOf(
  inputs: Input[],
  { workspaceRoot }: BuildOfProject,
): Promise<BuildInputs['variants']> {
  const json = inputs.filter((input) => typeof input === 'object' && 'json' in input);
  const entries = json.map(async ({ json: file, fields }) => {
    const path = file.replace('{workspaceRoot}/', '');
    const values = await readJson(join(workspaceRoot, path));
    const known = (fields ?? Object.keys(values)).filter((field) => field in values);
    return [path, Object.fromEntries(known.map((field) => [field, values[field]]))] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function readJson(file: string): Promise<Record<string, unknown>> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function environmentOf(inputs: Input[], secrets: string[]): BuildInputs['environment'] {
  const names = inputs.filter((input) => typeof input === 'object' && 'env' in input).map(({ env }) => env);
  return Object.fromEntries(
    names.map((name) => {
      const value = process.env[name] ?? null;
      return [name, value !== null && secrets.includes(name) ? `secret ${hashArray([value])}` : value];
    }),
  );
}

function digestsIn(project: string, folder: string): [string, ReturnType<typeof readDigests>][] {
  try {
    return [[project, readDigests(folder)]];
  } catch {
    return [];
  }
}
