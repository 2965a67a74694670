import { ExplainedError } from './explained-error';
import { requireDestination } from './publish-destination';
import {
  type CheckSeverity,
  normalizePath,
  FOLDER_OUTSIDE,
  OUTPUT_OUTSIDE,
  refuseUnknown,
  requireBoolean,
  requireFolders,
  requireInside,
  requirePlainPath,
  requireSeverities,
  requireString,
  requireStrings,
  VARIANTS_OUTSIDE,
} from './valid-options';

/** The plugin's options in nx.json, and the options with defaults filled in. */

/** The name of the plugin in nx.json. */
export const PLUGIN = 'nx-conda';

/** Folder of the packages, relative to the workspace root. */
export const DEFAULT_OUTPUT_ROOT = 'dist/conda';

/** Options that may differ between recipes; every key is optional. */
export interface RecipeOptions {
  /** Channel URLs, names, or folders relative to the workspace; tried after the workspace's own packages. */
  channels?: string[];
  /** Variant files relative to the workspace root, passed to rattler-build in this order. */
  variants?: string[];
  /** The platform to build for, `linux-64`; default: the machine's own. */
  targetPlatform?: string;
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
}

/** The options of the recipes in a folder. */
export interface FolderOptions extends RecipeOptions {
  /** Patterns of undetectable files that builds read, relative to the recipe's folder. */
  reads?: string[];
}

/** As written in nx.json; every key is optional. */
export interface PluginOptions extends RecipeOptions {
  /** Folder for the packages, relative to the workspace root. */
  outputRoot?: string;
  /** Path of a rattler-build binary, relative to the workspace root. */
  rattlerBuild?: string;
  /** Globs of recipes that are not projects. */
  exclude?: string[];
  /** Options of the recipes in folders, by folder, relative to the workspace root. */
  folders?: Record<string, FolderOptions>;
  /** Rename a target, override its configuration, or turn it off with `false`. */
  targets?: Partial<Record<TargetKind, TargetOption>>;
}

export const TARGET_KINDS = ['build', 'test', 'check', 'publish', 'render', 'explain'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

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
  /** By folder, in Nx's form of a path. `settingsIn` applies them. */
  folders: Record<string, FolderOptions>;
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

const RECIPE_KEYS = [
  'channels',
  'variants',
  'targetPlatform',
  'excludeNewer',
  'isolated',
  'splitVariants',
  'publishTo',
  'checks',
] satisfies (keyof RecipeOptions)[];

const KNOWN_KEYS = [
  ...RECIPE_KEYS,
  ...(['outputRoot', 'rattlerBuild', 'exclude', 'folders', 'targets'] as const),
] satisfies (keyof PluginOptions)[];

const FOLDER_KEYS = [...RECIPE_KEYS, 'reads' as const] satisfies (keyof FolderOptions)[];

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
  const { targets, folders, ...rest } = given;
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
    folders: folderSettings(folders ?? {}),
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
  requireStrings('exclude', given.exclude);
  for (const key of ['outputRoot', 'rattlerBuild'] as const) requireString(key, given[key]);
  if (given.outputRoot !== undefined) requireInside('outputRoot', given.outputRoot, OUTPUT_OUTSIDE);
  requireRecipeOptions(given, '');
  requireDestinations(given);
}

/** @param where the start of the names of the options, for messages. */
function requireRecipeOptions(given: RecipeOptions, where: string): void {
  for (const key of ['channels', 'variants'] as const) requireStrings(`${where}${key}`, given[key]);
  for (const key of ['targetPlatform', 'excludeNewer'] as const) requireString(`${where}${key}`, given[key]);
  for (const key of ['isolated', 'splitVariants'] as const) requireBoolean(`${where}${key}`, given[key]);
  requireSeverities(`${where}checks`, given.checks);
}

/** The folders with their options, paths as in Nx. */
function folderSettings(folders: Record<string, FolderOptions>): Record<string, FolderOptions> {
  requireFolders(folders);
  return Object.fromEntries(
    Object.entries(folders).map(([folder, given]) => {
      const where = `folders["${folder}"].`;
      requireInside('folders', folder, FOLDER_OUTSIDE);
      refuseUnknown('option', Object.keys(given), FOLDER_KEYS, ` for the folder ${folder}`);
      requireRecipeOptions(given, where);
      requireStrings(`${where}reads`, given.reads);
      requireDestinations(given, where);
      const own = { ...given, ...variantSettings(given, where) };
      return [normalizePath(folder).replace(/(?<=.)\/$/, ''), own];
    }),
  );
}

/** Nx prints only the message of an error. */
function requireDestinations({ publishTo, targets }: PluginOptions, where = ''): void {
  const publish = targetSettings('publish', targets?.publish);
  const to = publish ? (publish.overrides['options'] as { to?: unknown } | undefined)?.to : undefined;
  try {
    if (publishTo !== undefined)
      requireDestination(`The nx-conda option "${where}publishTo" in nx.json`, publishTo);
    if (to !== undefined) requireDestination('The option "to" of the target publish in nx.json', to);
  } catch (error) {
    throw error instanceof ExplainedError ? new Error(error.format()) : error;
  }
}

/** The graph must see the variants and the platform that the build will use. */
function overriddenOptions(build: TargetSettings | false): FolderOptions {
  return (build && (build.overrides['options'] as FolderOptions | undefined)) || {};
}

function variantSettings(
  { variants, targetPlatform }: RecipeOptions,
  where = '',
): Pick<Settings, 'variants' | 'targetPlatform'> {
  requireStrings(`${where}variants`, variants);
  requireString(`${where}targetPlatform`, targetPlatform);
  variants?.forEach((path) => requireInside(`${where}variants`, path, VARIANTS_OUTSIDE));
  return {
    ...(variants && { variants: variants.map(normalizePath) }),
    ...(targetPlatform !== undefined && { targetPlatform }),
  };
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
