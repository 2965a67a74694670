import { posix, win32 } from 'node:path';
import { ExplainedError } from './explained-error';
import { requireDestination } from './publish-destination';

/** The plugin's options in nx.json, and the options with defaults filled in. */

/** The name of the plugin in nx.json. */
export const PLUGIN = 'nx-conda';

/** Folder of the packages, relative to the workspace root. */
export const DEFAULT_OUTPUT_ROOT = 'dist/conda';

/** As written in nx.json; every key is optional. */
export interface PluginOptions {
  /** Channel URLs, names, or folders relative to the workspace; tried after the workspace's own packages. */
  channels?: string[];
  /** Variant files relative to the workspace root, passed to rattler-build in this order. */
  variants?: string[];
  /** The platform to build for, `linux-64`; default: the machine's own. */
  targetPlatform?: string;
  /** Folder for the packages, relative to the workspace root. */
  outputRoot?: string;
  /** Path of a rattler-build binary, relative to the workspace root. */
  rattlerBuild?: string;
  /** Globs of recipes that are not projects. */
  exclude?: string[];
  /** Ignore channel packages that were uploaded after this date. */
  excludeNewer?: string;
  /** Let builds and tests see only files that their hash covers. */
  isolated?: boolean;
  /** Build and test each variant of a recipe in a task of its own. */
  splitVariants?: boolean;
  /** Where conda-publish adds packages: a folder, or the URL of a channel. */
  publishTo?: string;
  /** Severities of rules of conda-check, by rule: `error`, `warning`, `info` or `off`. */
  checks?: Record<string, CheckSeverity>;
  /** Rename a target, override its configuration, or turn it off with `false`. */
  targets?: Partial<Record<TargetKind, TargetOption>>;
}

export const TARGET_KINDS = ['build', 'test', 'check', 'publish', 'render', 'explain'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

export const CHECK_SEVERITIES = ['error', 'warning', 'info', 'off'] as const;
export type CheckSeverity = (typeof CHECK_SEVERITIES)[number];

/** A new name, `false` to turn it off, or a name and any keys of a target configuration. */
export type TargetOption = string | false | ({ name?: string } & Record<string, unknown>);

export interface Settings {
  channels: string[];
  /** Undefined: `variants.json`, if it exists. */
  variants?: string[];
  /** Undefined: the platform of the machine. */
  targetPlatform?: string;
  outputRoot: string;
  rattlerBuild?: string;
  exclude: string[];
  excludeNewer?: string;
  isolated?: boolean;
  splitVariants?: boolean;
  publishTo?: string;
  checks: Record<string, CheckSeverity>;
  /** Patterns of undetectable files that builds read, relative to the recipe's folder; undefined: not declared. */
  reads?: string[];
  targets: Record<TargetKind, TargetSettings | false>;
}

export interface VariantFile {
  /** Relative to the workspace root. */
  path: string;
  required: boolean;
}

export interface TargetSettings {
  name: string;
  /** Merged over the inferred target. */
  overrides: Record<string, unknown>;
}

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

/**
 * The options of the first nx-conda entry in nx.json; empty if it has none, undefined if nx-conda is not listed.
 * @param plugins as in nx.json
 */
export function pluginOptions(plugins: readonly unknown[] | undefined): PluginOptions | undefined {
  for (const entry of plugins ?? []) {
    if (entry === PLUGIN) return {};
    const { plugin, options } = entry as { plugin?: string; options?: PluginOptions };
    if (plugin === PLUGIN) return options ?? {};
  }
  return undefined;
}

/**
 * Fills in the defaults.
 * @throws Error that lists the known keys if an option is unknown or has the wrong type.
 */
export function readSettings(options: PluginOptions | undefined): Settings {
  const given = options ?? {};
  requireValid(given);
  if (given.outputRoot !== undefined) requireInside('outputRoot', given.outputRoot, OUTPUT_OUTSIDE);
  const { targets, ...rest } = given;
  const build = targetSettings('build', targets?.build);
  const { reads } = overriddenOptions(build);
  requireStrings('reads', reads);
  return {
    channels: ['conda-forge'],
    outputRoot: DEFAULT_OUTPUT_ROOT,
    exclude: [],
    checks: {},
    ...rest,
    ...variantSettings({ ...rest, ...overriddenOptions(build) }),
    ...(reads && { reads }),
    targets: {
      build,
      test: targetSettings('test', targets?.test),
      check: targetSettings('check', targets?.check),
      publish: targetSettings('publish', targets?.publish),
      render: targetSettings('render', targets?.render),
      explain: targetSettings('explain', targets?.explain),
    },
  };
}

function requireValid(given: PluginOptions): void {
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
  const publish = targetSettings('publish', targets?.publish);
  const to = publish ? (publish.overrides['options'] as { to?: unknown } | undefined)?.to : undefined;
  try {
    if (publishTo !== undefined) requireDestination('The nx-conda option "publishTo" in nx.json', publishTo);
    if (to !== undefined) requireDestination('The option "to" of the target publish in nx.json', to);
  } catch (error) {
    throw error instanceof ExplainedError ? new Error(error.format()) : error;
  }
}

/** The form that Nx uses for paths of the workspace: without `./`. */
export function normalizePath(path: string): string {
  return posix.normalize(path.replaceAll('\\', '/'));
}

/** The graph must see the variants and the platform that the build will use. */
function overriddenOptions(build: TargetSettings | false): PluginOptions & { reads?: string[] } {
  return (build && (build.overrides['options'] as PluginOptions | undefined)) || {};
}

function variantSettings({
  variants,
  targetPlatform,
}: PluginOptions): Pick<Settings, 'variants' | 'targetPlatform'> {
  requireStrings('variants', variants);
  requireString('targetPlatform', targetPlatform);
  variants?.forEach((path) => requireInside('variants', path, VARIANTS_OUTSIDE));
  return {
    ...(variants && { variants: variants.map(normalizePath) }),
    ...(targetPlatform !== undefined && { targetPlatform }),
  };
}

const VARIANTS_OUTSIDE = {
  why: 'Nx cannot hash files outside the workspace',
  help: 'Set the path relative to the workspace root. If the file is outside the workspace, copy it into the workspace.',
};
const OUTPUT_OUTSIDE = {
  why: 'Nx can neither restore nor hash files outside the workspace',
  help: 'Set a folder inside the workspace, relative to the workspace root, for example dist/conda.',
};

function requireInside(key: string, path: string, { why, help }: { why: string; help: string }): void {
  if (!win32.isAbsolute(path) && !/^\.\.(\/|$)/.test(normalizePath(path))) return;
  throw new Error(
    `The path ${path} in the nx-conda option "${key}" is absolute, or leads out of the workspace. ${why}.\n  1. ${help}`,
  );
}

/** A configured variant file must exist; the default one need not. */
export function variantFiles(variants: string[] | undefined): VariantFile[] {
  return variants?.map((path) => ({ path, required: true })) ?? [{ path: 'variants.json', required: false }];
}

function targetSettings(kind: TargetKind, option: TargetOption | undefined): TargetSettings | false {
  if (option === false) return false;
  const name = `conda-${kind}`;
  if (option === undefined) return { name, overrides: {} };
  if (typeof option === 'string') return { name: option, overrides: {} };
  const { name: given, ...overrides } = option;
  return { name: given ?? name, overrides };
}

function refuseUnknown(what: string, given: string[], known: readonly string[]): void {
  const unknown = given.filter((key) => !known.includes(key));
  if (unknown.length === 0) return;
  throw new Error(
    `nx-conda does not know the ${what} ${unknown.map((key) => `"${key}"`).join(', ')} in nx.json.\n` +
      `  1. Known ${what}s: ${known.join(', ')}.`,
  );
}

function requireStrings(key: string, value: unknown): void {
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

function requireString(key: string, value: unknown): void {
  if (value === undefined || typeof value === 'string') return;
  throw new Error(`The nx-conda option "${key}" in nx.json must be a string.`);
}
