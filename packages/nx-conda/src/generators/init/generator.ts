import { formatFiles, readNxJson, updateNxJson, type Tree } from '@nx/devkit';
import type { InitGeneratorOptions } from './options.schema';
import { PLUGIN, pluginOptions, type PluginOptions, readSettings, variantFiles } from '../../options';
import { askInTerminal, isAskable, logger, nxVersion } from '../../nx';
import { ignoreOutputs } from './git-ignore';
import { requireSupportedNx } from '../../supported-nx';
import { suggestedOptions } from './suggested-options';

/** Run by `nx add nx-conda`. Keeps existing files and settings. */
export async function initGenerator(tree: Tree, options: InitGeneratorOptions): Promise<void> {
  requireSupportedNx(nxVersion);
  const lines = await initialize(tree, options);
  for (const line of lines) logger.info(line);
  if (!options.skipFormat) await formatFiles(tree);
}

export default initGenerator;

/** @returns lines that say what was set, and what was not */
async function initialize(tree: Tree, { channels }: InitGeneratorOptions): Promise<string[]> {
  const nxJson = readNxJson(tree) ?? {};
  const plugins = nxJson.plugins ?? [];
  const present = pluginOptions(plugins);
  const given = present ?? { ...(channels && { channels }) };
  const found = await suggestedOptions(tree, given, present || !isAskable() ? undefined : askInTerminal);
  const ignored = ignoreOutputs(tree);
  const added = ignored.length > 0 ? [`.gitignore: added ${ignored.join(', ')}`] : [];
  if (present) return [...added, ...unchanged(found)];
  const options = { ...given, ...found.options };
  const entry = Object.keys(options).length > 0 ? { plugin: PLUGIN, options } : PLUGIN;
  updateNxJson(tree, { ...nxJson, plugins: [...plugins, entry] });
  return [
    ...listed('nx-conda has set, from what this repository contains:', found.set),
    ...listed('nx-conda has left out:', found.leftOut),
    ...added,
    ...variantLines(tree, options),
  ];
}

/** A second run says what the options do not contain. */
function unchanged({ set, leftOut }: { set: string[]; leftOut: string[] }): string[] {
  return listed(
    'nx.json already contains nx-conda and was not changed. The repository contains, for options that are not set:',
    [...set, ...leftOut],
  );
}

function listed(title: string, lines: string[]): string[] {
  return lines.length > 0 ? [title, ...lines.map((line) => `  ${line}`)] : [];
}

/** Other generators add keys to variants.json if no other file is configured. */
function variantLines(tree: Tree, options: PluginOptions): string[] {
  const { variants, folders } = readSettings(options);
  if (variants === undefined && Object.keys(folders).length === 0) {
    if (!tree.exists('variants.json')) tree.write('variants.json', '{}\n');
    return [];
  }
  const all = [
    ...variantFiles(variants),
    ...Object.values(folders).flatMap((own) => variantFiles(own.variants)),
  ];
  const inYaml = [...new Set(all.map(({ path }) => path).filter((path) => !path.endsWith('.json')))];
  if (inYaml.length === 0) return [];
  return [
    `A change of ${inYaml.join(' or ')} rebuilds all recipes that use the file. With the same content as JSON in a .json file, a change rebuilds only the recipes that use a changed key.`,
  ];
}
