import { formatFiles, readNxJson, updateNxJson, type Tree } from '@nx/devkit';
import type { InitGeneratorOptions } from './options.schema';
import { PLUGIN, pluginOptions } from '../../options';

const OUTPUT_FOLDER = 'dist';

/** Run by `nx add nx-conda`. Keeps existing files and settings. */
export async function initGenerator(tree: Tree, options: InitGeneratorOptions): Promise<void> {
  registerPlugin(tree, options.channels);
  ignoreOutputs(tree);
  if (!tree.exists('variants.json')) tree.write('variants.json', '{}\n');
  if (!options.skipFormat) await formatFiles(tree);
}

export default initGenerator;

function registerPlugin(tree: Tree, channels: string[] | undefined): void {
  const nxJson = readNxJson(tree) ?? {};
  const plugins = nxJson.plugins ?? [];
  if (pluginOptions(plugins)) return;
  const entry = channels ? { plugin: PLUGIN, options: { channels } } : PLUGIN;
  updateNxJson(tree, { ...nxJson, plugins: [...plugins, entry] });
}

/** Without this, Nx would hash built packages as inputs. */
function ignoreOutputs(tree: Tree): void {
  const before = tree.read('.gitignore', 'utf8') ?? '';
  const patterns = before.split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, ''));
  if (patterns.includes(OUTPUT_FOLDER)) return;
  const separator = before === '' || before.endsWith('\n') ? '' : '\n';
  tree.write('.gitignore', `${before}${separator}${OUTPUT_FOLDER}\n`);
}
