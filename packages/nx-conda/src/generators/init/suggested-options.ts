import type { Tree } from '@nx/devkit';
import { machinePlatform } from '../../graph/machine-platform';
import type { PluginOptions } from '../../options';
import { channelChoice, isDefault } from './channel-choice';
import { type Ask, type Choice, decide, type Decision, NOTHING } from './choice';
import { platformChoice } from './platform-choice';
import { readRepository, type Repository } from './repository';
import { folderVariants, variantChoice } from './variant-choice';

/** Options that fit a repository, and lines that say what was found in it. */
export interface SuggestedOptions {
  options: PluginOptions;
  set: string[];
  leftOut: string[];
}

/**
 * Looks for what the repository says about its builds.
 * @param given options that are set already: nothing is looked for there.
 * @param ask undefined if there is no terminal: then the safe values are used.
 */
export async function suggestedOptions(
  tree: Tree,
  given: PluginOptions,
  ask: Ask | undefined,
): Promise<SuggestedOptions> {
  const repository = readRepository(tree, machinePlatform());
  const variants = await decide('variants', unless(given.variants, variantChoice, repository), {
    ...{ ask, shown: listed, byDefault: 'variants.json' },
  });
  const shared = given.variants ?? variants.value ?? [];
  const folders = await folderOptions(repository, given, shared, ask);
  const choice = unless(given.channels, (one) => channelChoice(one, shared), repository);
  const channels = await decide('channels', choice, { ask, shown: listed, byDefault: 'conda-forge' });
  const targetPlatform = await decide(
    'targetPlatform',
    unless(given.targetPlatform, (one) => platformChoice(one, shared), repository),
    { ask, shown: (value: string) => value, byDefault: 'the platform of the machine' },
  );
  const decisions = [variants, folders, channels, targetPlatform];
  const isUsual = channels.value !== undefined && isDefault(channels.value);
  return {
    options: set({
      variants: variants.value,
      channels: isUsual ? undefined : channels.value,
      targetPlatform: targetPlatform.value,
      folders: folders.value,
    }),
    set: decisions.flatMap((one) => one.set),
    leftOut: decisions.flatMap((one) => one.leftOut),
  };
}

function unless<Value>(
  given: unknown,
  choice: (repository: Repository) => Choice<Value>,
  repository: Repository,
): Choice<Value> {
  return given === undefined ? choice(repository) : NOTHING;
}

function listed(values: string[]): string {
  return values.join(', ');
}

/** Without the keys that have no value. */
function set(options: { [Key in keyof PluginOptions]: PluginOptions[Key] | undefined }): PluginOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** Outer folders come first: an inner one also gets their files. */
async function folderOptions(
  repository: Repository,
  given: PluginOptions,
  shared: readonly string[],
  ask: Ask | undefined,
): Promise<Decision<NonNullable<PluginOptions['folders']>>> {
  if (given.variants !== undefined || given.folders !== undefined) return { set: [], leftOut: [] };
  const value: Record<string, { variants: string[] }> = {};
  const [set, leftOut]: [string[], string[]] = [[], []];
  for (const { folder, choice } of folderVariants(repository)) {
    const around = filesAround(folder, value) ?? shared;
    if (choice.best?.value.every((path) => around.includes(path))) continue;
    const option = `variants of the folder ${folder}`;
    const decision = await decide(option, choice, { ask, shown: listed, byDefault: 'no file' });
    if (decision.value) value[folder] = { variants: [...around, ...decision.value] };
    set.push(...decision.set);
    leftOut.push(...decision.leftOut);
  }
  return { ...(set.length > 0 && { value }), set, leftOut };
}

function filesAround(
  folder: string,
  folders: Readonly<Record<string, { variants: string[] }>>,
): string[] | undefined {
  const outer = Object.keys(folders).filter((other) => folder.startsWith(`${other}/`));
  return folders[outer.at(-1) ?? '']?.variants;
}
