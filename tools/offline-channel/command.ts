import { join } from 'node:path';
import type { Part } from './options';

/** Arguments for Node, from the root of this repository, that create an offline channel. */
export function offlineChannelArguments(
  channel: string,
  rattlerBuild: string,
  parts: readonly Part[] = [],
): string[] {
  const main = ['-r', '@swc-node/register', join(__dirname, 'main.ts')];
  return [...main, channel, '--rattler-build', rattlerBuild, ...parts.flatMap((part) => ['--with', part])];
}
