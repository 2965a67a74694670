import { readNxJson, type Tree } from '@nx/devkit';
import { settingsIn } from '../folder-settings';
import { pluginOptions, readSettings, type Settings, variantFiles } from '../options';

/** The settings for recipes in a folder, relative to the workspace root, without a project.json. */
export function settingsFor(tree: Tree, folder: string): Settings {
  return settingsIn(readSettings(pluginOptions(readNxJson(tree)?.plugins)), folder);
}

/** The shared variant files for recipes in a folder; they may be missing. */
export function sharedFiles(tree: Tree, folder: string): string[] {
  return variantFiles(settingsFor(tree, folder).variants).map(({ path }) => path);
}
