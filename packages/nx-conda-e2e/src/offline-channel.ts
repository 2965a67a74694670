import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { offlineChannelArguments } from '../../../tools/offline-channel/command';
import type { Part } from '../../../tools/offline-channel/options';
import { binary } from './engines';
import type { TestWorkspace } from './test-workspace';

const repository = join(__dirname, '../../..');

/** Creates the offline channel, from this machine's Python and compilers, or takes it from the user's cache. */
export async function makeOfflineChannel(channel: string, parts: readonly Part[] = []): Promise<void> {
  await execa(process.execPath, offlineChannelArguments(channel, binary ?? '', parts), { cwd: repository });
}

/** The workspace takes its packages from that channel: system compilers. */
export function useOfflineChannel(workspace: TestWorkspace, channel: string, variants: string[]): void {
  workspace.write('offline-variants.json', readFileSync(join(channel, 'variants.json'), 'utf8'));
  const options = { channels: [`file:${channel}`], variants: [...variants, 'offline-variants.json'] };
  workspace.write('nx.json', JSON.stringify({ plugins: [{ plugin: 'nx-conda', options }] }));
}
