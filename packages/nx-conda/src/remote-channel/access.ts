import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../engine/engine';
import type { Environment } from '../machine/cache-folder';
import { run, type RunResult } from '../machine/run';
import { writeEmptyChannel } from '../channel/repodata';
import type { RemoteChannel } from './remote-channel';
import type { S3Server } from './s3-server';
import { authFileContent, secretsIn } from './tokens';

/** How rattler-build reaches a channel on a server. */
export interface Access {
  channel: RemoteChannel;
  engine: Engine;
  /** A folder for temporary files that only this user can read. */
  scratch: string;
  /** Values that no log may show. */
  secrets: string[];
  /** Runs rattler-build with the token of the channel, which is not among the arguments. */
  run: (args: string[]) => Promise<RunResult>;
}

/**
 * rattler-build reads a token in the environment only for an upload, and for S3 not even then (0.74). An auth file with
 * that token lets it read the index of a private channel, and reach S3-compatible servers. The file exists only during
 * the action, and only its owner can read it. Without a token in the environment, rattler-build uses its own store.
 * @param s3 the server of an s3:// channel; undefined: as the configuration of rattler-build says, or AWS.
 */
export async function withAccess<T>(
  target: { channel: RemoteChannel; engine: Engine; s3?: S3Server; env: Environment },
  action: (access: Access) => Promise<T>,
): Promise<T> {
  const { channel, engine, env } = target;
  const scratch = await mkdtemp(join(tmpdir(), 'nx-conda-publish-'));
  try {
    const configuration = await writeConfiguration(target, scratch);
    const authFile = await writeAuthFile(target, scratch);
    await writeEmptyChannel(join(scratch, 'empty'));
    return await action({
      channel,
      engine,
      scratch,
      secrets: secretsIn(env),
      run: (args) =>
        run(engine.command, [...engine.args, ...args, ...configuration], {
          cwd: scratch,
          env: { ...engine.env, ...authFile },
          capture: true,
        }),
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function writeAuthFile(
  { channel, env }: { channel: RemoteChannel; env: Environment },
  scratch: string,
): Promise<Record<string, string>> {
  const content = authFileContent(channel, env);
  if (content === undefined) return {};
  const file = join(scratch, 'auth.json');
  await writeFile(file, JSON.stringify(content), { mode: 0o600 });
  return { RATTLER_AUTH_FILE: file };
}

/** Only this file can set the server of a bucket for both reading and writing. It replaces the user's own. */
async function writeConfiguration(
  { channel, s3 }: { channel: RemoteChannel; s3?: S3Server },
  scratch: string,
): Promise<string[]> {
  if (s3 === undefined || channel.kind !== 's3') return [];
  const file = join(scratch, 'rattler-build.toml');
  const bucket = new URL(channel.url).hostname;
  const lines = [
    `[s3-options.${JSON.stringify(bucket)}]`,
    `endpoint-url = ${JSON.stringify(s3.endpointUrl)}`,
    `region = ${JSON.stringify(s3.region)}`,
    `force-path-style = ${s3.addressingStyle === 'path'}`,
  ];
  await writeFile(file, `${lines.join('\n')}\n`);
  return ['--config-file', file];
}
