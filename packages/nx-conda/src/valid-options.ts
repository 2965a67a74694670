import { posix } from 'node:path';
import { ExplainedError } from './explained-error';
import {
  CHECK_SEVERITIES,
  type CheckSeverity,
  type PluginOptions,
  TARGET_KINDS,
  type TargetOption,
} from './plugin-options';
import { requireDestination } from './publish-destination';

// What nx.json may contain: each mistake is an error that says what to write.

const KNOWN_KEYS = [
  'channels',
  'variants',
  'targetPlatform',
  'outputRoot',
  'rattlerBuild',
  'exclude',
  'excludeNewer',
  'isolated',
  'splitVariants',
  'publishTo',
  'checks',
  'targets',
] satisfies (keyof PluginOptions)[];

/** @throws Error that lists the known keys if an option is unknown or has the wrong type. */
export function requireValid(given: PluginOptions): void {
  refuseUnknown('option', Object.keys(given), KNOWN_KEYS);
  requirePlainPath(given.outputRoot);
  refuseUnknown('target', Object.keys(given.targets ?? {}), TARGET_KINDS);
  for (const key of ['channels', 'variants', 'exclude'] as const) requireStrings(key, given[key]);
  for (const key of ['targetPlatform', 'outputRoot', 'rattlerBuild', 'excludeNewer'] as const) {
    requireString(key, given[key]);
  }
  for (const key of ['isolated', 'splitVariants'] as const) requireBoolean(key, given[key]);
  requireDestinations(given);
  for (const [rule, severity] of Object.entries(given.checks ?? {})) requireSeverity(rule, severity);
}

/** Nx prints only the message of an error. */
function requireDestinations({ publishTo, targets }: PluginOptions): void {
  const to = optionsOf(targets?.publish)?.to;
  try {
    if (publishTo !== undefined) requireDestination('The nx-conda option "publishTo" in nx.json', publishTo);
    if (to !== undefined) requireDestination('The option "to" of the target publish in nx.json', to);
  } catch (error) {
    throw error instanceof ExplainedError ? new Error(error.format()) : error;
  }
}

/** The options of a target that nx.json overrides. */
function optionsOf(target: TargetOption | undefined): { to?: unknown } | undefined {
  return typeof target === 'object' ? (target['options'] as { to?: unknown } | undefined) : undefined;
}

/** The form that Nx uses for paths of the workspace: without `./`. */
export function normalizePath(path: string): string {
  return posix.normalize(path.replaceAll('\\', '/'));
}

/** Why a path must be inside the workspace. */
export const VARIANTS_OUTSIDE = {
  why: 'Nx cannot hash files outside the workspace',
  help: 'Set the path relative to the workspace root. If the file is outside the workspace, copy it into the workspace.',
};
export const OUTPUT_OUTSIDE = {
  why: 'Nx can neither restore nor hash files outside the workspace',
  help: 'Set a folder inside the workspace, relative to the workspace root, for example dist/conda.',
};

export function requireInside(key: string, path: string, { why, help }: { why: string; help: string }): void {
  if (!posix.isAbsolute(path) && !/^\.\.(\/|$)/.test(normalizePath(path))) return;
  throw new Error(
    `The path ${path} in the nx-conda option "${key}" is absolute, or leads out of the workspace. ${why}.\n  1. ${help}`,
  );
}

function refuseUnknown(what: string, given: string[], known: readonly string[]): void {
  const unknown = given.filter((key) => !known.includes(key));
  if (unknown.length === 0) return;
  throw new Error(
    `nx-conda does not know the ${what} ${unknown.map((key) => `"${key}"`).join(', ')} in nx.json.\n` +
      `  1. Known ${what}s: ${known.join(', ')}.`,
  );
}

export function requireStrings(key: string, value: unknown): void {
  if (value === undefined) return;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return;
  throw new Error(`The nx-conda option "${key}" in nx.json must be a list of strings.`);
}

/** Nx treats outputs as patterns: with these characters it would cache nothing. */
function requirePlainPath(outputRoot: unknown): void {
  if (typeof outputRoot !== 'string' || !/[*?[\]{}()!]/.test(outputRoot)) return;
  throw new Error(
    `The nx-conda option "outputRoot" in nx.json is ${outputRoot}, which Nx reads as a pattern.\n` +
      '  1. Choose a folder without the characters * ? [ ] { } ( ) !',
  );
}

function requireSeverity(rule: string, severity: unknown): void {
  if (CHECK_SEVERITIES.includes(severity as CheckSeverity)) return;
  throw new Error(
    `The nx-conda option "checks" in nx.json sets ${rule} to ${JSON.stringify(severity)}, which is not a severity.\n` +
      `  1. Known severities: ${CHECK_SEVERITIES.join(', ')}.`,
  );
}

function requireBoolean(key: string, value: unknown): void {
  if (value === undefined || typeof value === 'boolean') return;
  throw new Error(`The nx-conda option "${key}" in nx.json must be true or false.`);
}

export function requireString(key: string, value: unknown): void {
  if (value === undefined || typeof value === 'string') return;
  throw new Error(`The nx-conda option "${key}" in nx.json must be a string.`);
}
