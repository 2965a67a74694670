import type { TargetConfiguration } from '@nx/devkit';
import { readNxJson, updateNxJson } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { targetsOf } from '../graph/targets';
import { type PluginOptions, readSettings } from '../options';
import { movePublishChannel } from './move-publish-channel';

describe('the migration move-publish-channel', () => {
  it.each<[string, PluginOptions, PluginOptions]>([
    [
      'the only option',
      { targets: { publish: { options: { to: '../channel' } } } },
      { publishTo: '../channel' },
    ],
    [
      'beside other options of the target and other targets',
      {
        channels: [],
        targets: {
          test: false,
          publish: { name: 'ship', cache: false, options: { to: 's3://bucket/channel', force: true } },
        },
      },
      {
        channels: [],
        publishTo: 's3://bucket/channel',
        targets: { test: false, publish: { name: 'ship', cache: false, options: { force: true } } },
      },
    ],
    [
      'with precedence over publishTo',
      { publishTo: '../old', targets: { publish: { options: { to: '../channel' } } } },
      { publishTo: '../channel' },
    ],
  ])('moves the channel: %s', async (_, before, after) => {
    const { options, messages } = await migrated(before);
    expect(options).toEqual(after);
    expect(messages).toEqual([
      `nx-conda: the channel ${after.publishTo} in nx.json is now the option "publishTo".`,
    ]);
    expect(targets(after)).toEqual(targets(before));
  });

  it.each<[string, PluginOptions]>([
    ['no channel', { targets: { publish: { name: 'ship' } } }],
    ['a renamed target', { targets: { publish: 'ship' } }],
    ['no target', { publishTo: '../channel', targets: { publish: false } }],
  ])('changes nothing with %s', async (_, before) => {
    expect(await migrated(before)).toEqual({ options: before, messages: [] });
  });

  it('changes nothing of other plugins, nor of a plugin without options', async () => {
    const tree = createTreeWithEmptyWorkspace();
    const plugins = [
      'nx-conda',
      { plugin: 'other', options: { targets: { publish: { options: { to: 'x' } } } } },
    ];
    updateNxJson(tree, { plugins });
    expect(await movePublishChannel(tree)).toEqual([]);
    expect(readNxJson(tree)?.plugins).toEqual(plugins);
  });
});

async function migrated(options: PluginOptions) {
  const tree = createTreeWithEmptyWorkspace();
  updateNxJson(tree, { plugins: [{ plugin: 'nx-conda', options }] });
  const messages = await movePublishChannel(tree);
  const [entry] = readNxJson(tree)?.plugins ?? [];
  return { options: (entry as { options: unknown }).options, messages };
}

/** The targets of a recipe. */
function targets(options: PluginOptions): Record<string, TargetConfiguration> {
  const facts = { name: 'zlib', recipe: 'recipes/zlib/recipe.yaml', build: [], test: [], downstream: [] };
  return targetsOf(
    { ...facts, inputs: [], checkInputs: [], builtWith: '1', isCacheable: true },
    readSettings(options),
  );
}
