import { formatFiles, readNxJson, type Tree, updateNxJson } from '@nx/devkit';
import { PLUGIN, type PluginOptions } from '../options';

/**
 * Moves the channel of the workspace from the options of the target `publish` to the option `publishTo`, which did not
 * exist at first. The targets stay the same: the option of the target has taken precedence.
 * @returns what Nx prints at the end
 */
export async function movePublishChannel(tree: Tree): Promise<string[]> {
  const nxJson = readNxJson(tree);
  const moved: string[] = [];
  const plugins = nxJson?.plugins?.map((entry) => {
    if (typeof entry === 'string' || entry.plugin !== PLUGIN) return entry;
    const options = withPublishTo((entry.options ?? {}) as PluginOptions);
    if (options === undefined) return entry;
    moved.push(`nx-conda: the channel ${options.publishTo} in nx.json is now the option "publishTo".`);
    return { ...entry, options };
  });
  if (moved.length === 0) return [];
  updateNxJson(tree, { ...nxJson, plugins });
  await formatFiles(tree);
  return moved;
}

export default movePublishChannel;

/** Undefined: nothing to change. */
function withPublishTo({ targets, ...options }: PluginOptions): PluginOptions | undefined {
  const { publish, ...otherTargets } = targets ?? {};
  if (typeof publish !== 'object') return undefined;
  const { options: publishOptions, ...otherKeys } = publish;
  const { to, ...otherOptions } = (publishOptions ?? {}) as { to?: unknown };
  if (typeof to !== 'string') return undefined;
  const kept = { ...otherKeys, ...ifAny('options', otherOptions) };
  return { ...options, publishTo: to, ...ifAny('targets', { ...otherTargets, ...ifAny('publish', kept) }) };
}

function ifAny(key: string, value: object): object {
  return Object.keys(value).length > 0 ? { [key]: value } : {};
}
