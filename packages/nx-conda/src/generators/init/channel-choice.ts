import type { Tree } from '@nx/devkit';
import { parse } from 'yaml';
import { localChannelFolder } from '../../executors/channel-arguments';
import { masked } from '../../remote-channel/masked';
import { parseToml, type Table } from '../../source/python-project/toml';
import type { Choice, Suggestion } from './choice';
import { differentLists } from './rattler-commands';
import { type Repository, readVariants } from './repository';

const DEFAULT = ['conda-forge'];

/**
 * The channels that the repository names. The first source that names any counts.
 * @param variants the chosen variant files
 */
export function channelChoice(repository: Repository, variants: readonly string[]): Choice<string[]> {
  const { tree, commands } = repository;
  const notes: string[] = [];
  const found = [
    ...differentLists(commands, 'channels'),
    ...variants.flatMap((path) => ofVariants(tree, path)),
    ...ofCondaForge(tree, notes),
    ...ofPixi(tree, 'pixi.toml', 'workspace', notes),
    ...ofPixi(tree, 'pyproject.toml', 'tool.pixi.workspace', notes),
    ...ofConfig(tree, '.pixi/config.toml', notes),
    ...ofConfig(tree, 'rattler-build.toml', notes),
  ];
  const usable = found.flatMap((suggestion) => usableOf(suggestion, tree, notes));
  const different = [...new Map(usable.reverse().map((one) => [key(one.value), one])).values()].reverse();
  const [best, ...others] = different;
  if (!best) return { others: [], notes };
  const why = `${best.from} has other channels.`;
  return { best, others: others.map((other) => ({ ...other, why })), notes };
}

/** nx.json needs no channels that are the default. */
export function isDefault(channels: readonly string[]): boolean {
  return key(channels) === key(DEFAULT);
}

function key(channels: readonly string[]): string {
  return JSON.stringify(channels.map(shortName));
}

function shortName(channel: string): string {
  return channel.replace(/^https:\/\/conda\.anaconda\.org\//, '').replace(/\/+$/, '');
}

/** nx.json is committed: no credentials go there. */
function usableOf(
  { value, from }: Suggestion<string[]>,
  tree: Tree,
  notes: string[],
): Suggestion<string[]>[] {
  const channels = value.filter((channel) => {
    if (masked(channel, []) !== channel) {
      notes.push(
        `${masked(channel, [])} (from ${from}): the URL contains credentials. To use this channel, add its URL without credentials to "channels", and set the credentials as docs/publish.md says.`,
      );
      return false;
    }
    const folder = localChannelFolder(channel, tree.root);
    if (folder === undefined || tree.exists(folder)) return true;
    notes.push(
      `${channel} (from ${from}): this folder does not exist. Packages of the workspace need no channel.`,
    );
    return false;
  });
  return channels.length > 0 ? [{ value: channels.map(shortName), from }] : [];
}

function ofVariants(tree: Tree, path: string): Suggestion<string[]>[] {
  const sources = readVariants(tree, path).config?.values['channel_sources'] ?? [];
  // Several values are several variants.
  const [only, another] = sources;
  if (only === undefined || another !== undefined) return [];
  return [{ value: listed(only), from: `channel_sources in ${path}` }];
}

function listed(text: string): string[] {
  return text
    .split(',')
    .map((channel) => channel.trim())
    .filter((channel) => channel !== '');
}

function ofCondaForge(tree: Tree, notes: string[]): Suggestion<string[]>[] {
  const file = 'conda-forge.yml';
  const read = readWith(tree, file, notes, (text) => parse(text) as unknown);
  const channels = (read as { channels?: { sources?: unknown } } | undefined)?.channels?.sources;
  if (!Array.isArray(channels)) return [];
  const value = channels.flatMap((one) => (typeof one === 'string' ? listed(one) : []));
  return [{ value, from: `channels.sources in ${file}` }];
}

function ofPixi(tree: Tree, file: string, table: string, notes: string[]): Suggestion<string[]>[] {
  const toml = tomlOf(tree, file, notes);
  const names = [table, table.replace(/workspace$/, 'project')];
  return names.flatMap((name) => {
    const channels = toml?.at(`${name}.channels`);
    if (!Array.isArray(channels)) return [];
    const ranked = channels.flatMap((one: unknown) => channelOf(one));
    // The sort is stable: equal priorities keep their order.
    const value = ranked.sort((a, b) => b.priority - a.priority).map(({ channel }) => channel);
    return [{ value, from: `${name}.channels in ${file}` }];
  });
}

function channelOf(written: unknown): { channel: string; priority: number }[] {
  if (typeof written === 'string') return [{ channel: written, priority: 0 }];
  const { channel, priority } = (written ?? {}) as { channel?: unknown; priority?: unknown };
  if (typeof channel !== 'string') return [];
  return [{ channel, priority: typeof priority === 'number' ? priority : 0 }];
}

function ofConfig(tree: Tree, file: string, notes: string[]): Suggestion<string[]>[] {
  const toml = tomlOf(tree, file, notes);
  if (!toml) return [];
  const others = toml.keys.filter((name) => name !== 'default-channels');
  if (others.length > 0) {
    notes.push(`${file} sets ${others.join(', ')}: nx-conda runs rattler-build without configuration files.`);
  }
  const value = toml.strings('default-channels');
  return value ? [{ value, from: `default-channels in ${file}` }] : [];
}

export function tomlOf(tree: Tree, file: string, notes: string[]): Table | undefined {
  return readWith(tree, file, notes, parseToml);
}

/** A broken file is not ours to mend. */
function readWith<Read>(
  tree: Tree,
  file: string,
  notes: string[],
  read: (text: string) => Read,
): Read | undefined {
  if (!tree.exists(file)) return undefined;
  try {
    return read(tree.read(file, 'utf8') ?? '');
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    notes.push(`${file}: nx-conda cannot read this file: ${reason}`);
    return undefined;
  }
}
