/** The options of the plugin in nx.json, and the settings that follow from them. */

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
