import type {
  PluginOptions,
  Settings,
  TargetKind,
  TargetOption,
  TargetSettings,
  VariantFile,
} from './plugin-options';
import {
  normalizePath,
  OUTPUT_OUTSIDE,
  requireInside,
  requireString,
  requireStrings,
  requireValid,
  VARIANTS_OUTSIDE,
} from './valid-options';

export * from './plugin-options';
export { normalizePath } from './valid-options';

/** The plugin's options in nx.json, and the options with defaults filled in. */

/** The name of the plugin in nx.json. */
export const PLUGIN = 'nx-conda';

/** Folder of the packages, relative to the workspace root. */
export const DEFAULT_OUTPUT_ROOT = 'dist/conda';

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
