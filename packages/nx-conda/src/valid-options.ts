import { posix, win32 } from 'node:path';
import { closestName } from './knowledge/closest-name';

/** Refusals of options in nx.json. Nx prints only the message of an error. */

export const CHECK_SEVERITIES = ['error', 'warning', 'info', 'off'] as const;
export type CheckSeverity = (typeof CHECK_SEVERITIES)[number];

/** The form that Nx uses for paths of the workspace: without `./`. */
export function normalizePath(path: string): string {
  return posix.normalize(path.replaceAll('\\', '/'));
}

export const VARIANTS_OUTSIDE = {
  why: 'Nx cannot hash files outside the workspace',
  help: 'Set the path relative to the workspace root. If the file is outside the workspace, copy it into the workspace.',
};
export const OUTPUT_OUTSIDE = {
  why: 'Nx can neither restore nor hash files outside the workspace',
  help: 'Set a folder inside the workspace, relative to the workspace root, for example dist/conda.',
};

export const FOLDER_OUTSIDE = {
  why: 'The folder must be in the workspace',
  help: 'Set the folder relative to the workspace root, for example recipes/wasm.',
};

export function requireInside(key: string, path: string, { why, help }: { why: string; help: string }): void {
  if (!win32.isAbsolute(path) && !/^\.\.(\/|$)/.test(normalizePath(path))) return;
  throw new Error(
    `The path ${path} in the nx-conda option "${key}" is absolute, or leads out of the workspace. ${why}.\n  1. ${help}`,
  );
}

/** @param where said after the names, for example ` for the folder wasm`. */
export function refuseUnknown(what: string, given: string[], known: readonly string[], where = ''): void {
  const unknown = given.filter((key) => !known.includes(key));
  if (unknown.length === 0) return;
  const steps = [...meant(unknown, known), `Known ${what}s${where}: ${known.join(', ')}.`];
  const names = unknown.map((key) => `"${key}"`).join(', ');
  throw new Error(
    [
      `nx-conda does not know the ${what} ${names}${where} in nx.json.`,
      ...steps.map((step, index) => `  ${index + 1}. ${step}`),
    ].join('\n'),
  );
}

/** A question for each name that may be a typo. */
export function meant(unknown: readonly string[], known: readonly string[]): string[] {
  return unknown.flatMap((name) => {
    const close = closestName(name, known);
    if (close === undefined) return [];
    return [unknown.length === 1 ? `Did you mean ${close}?` : `Did you mean ${close} instead of ${name}?`];
  });
}

export function requireStrings(key: string, value: unknown): void {
  if (value === undefined) return;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return;
  throw new Error(`The nx-conda option "${key}" in nx.json must be a list of strings.`);
}

/** Nx treats outputs as patterns: with these characters it would cache nothing. */
export function requirePlainPath(outputRoot: unknown): void {
  if (typeof outputRoot !== 'string' || !/[*?[\]{}()!]/.test(outputRoot)) return;
  throw new Error(
    `The nx-conda option "outputRoot" in nx.json is ${outputRoot}, which Nx reads as a pattern.\n` +
      '  1. Choose a folder without the characters * ? [ ] { } ( ) !',
  );
}

export function requireSeverities(key: string, checks: unknown): void {
  if (checks === undefined) return;
  if (!isTable(checks)) {
    throw new Error(
      `The nx-conda option "${key}" in nx.json must be an object, for example { "missing-tests": "off" }.`,
    );
  }
  for (const [rule, severity] of Object.entries(checks)) {
    if (CHECK_SEVERITIES.includes(severity as CheckSeverity)) continue;
    throw new Error(
      `The nx-conda option "${key}" in nx.json sets ${rule} to ${JSON.stringify(severity)}, which is not a severity.\n` +
        `  1. Known severities: ${CHECK_SEVERITIES.join(', ')}.`,
    );
  }
}

/** Each folder needs options of its own. */
export function requireFolders(folders: unknown): void {
  if (isTable(folders) && Object.values(folders).every(isTable)) return;
  throw new Error(
    'The nx-conda option "folders" in nx.json must be an object with the options of each folder.\n' +
      '  1. For example: "folders": { "recipes/wasm": { "targetPlatform": "emscripten-wasm32" } }',
  );
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function requireBoolean(key: string, value: unknown): void {
  if (value === undefined || typeof value === 'boolean') return;
  throw new Error(`The nx-conda option "${key}" in nx.json must be true or false.`);
}

export function requireString(key: string, value: unknown): void {
  if (value === undefined || typeof value === 'string') return;
  throw new Error(`The nx-conda option "${key}" in nx.json must be a string.`);
}
