import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';

const script = join(__dirname, '../../../shared/upstream/git-offline.sh');

/** Whether the upstream repositories are beside this one. */
export const hasUpstream = existsSync(script);

/**
 * Variables that make git take the upstream repositories from the bundles beside this one: the addresses, tags and
 * commits in the recipes stay.
 * @param cache folder to unpack them to.
 */
export async function redirectedGit(cache: string): Promise<Record<string, string>> {
  const { stdout } = await execa('bash', [script, cache]);
  const assignments = [...stdout.matchAll(/(GIT_CONFIG_\w+)='?([^'\s]*)'?/g)];
  return Object.fromEntries(assignments.map(([, name = '', value = '']) => [name, value]));
}
