import { LIB, PACKAGES, startAgain, workspace } from '../lib-and-app.fixture';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listPackages } from '../../channel/repodata';
import { withLock } from '../../machine/lock';
import buildExecutor from '../build/executor';
import { untilPrinted } from '../printed.fixture';
import publishExecutor from './executor';

const FILE = 'noarch/lib-1.0-h_0.conda';
const channel = workspace.path('channel');
const build = (project: string) => workspace.run(buildExecutor, `${project}:conda-build`);
const publish = (options = {}, project = 'lib') =>
  workspace.run(publishExecutor, `${project}:conda-publish`, { to: 'channel', ...options });
const output = (start: string, counts: string, result: string) => ({
  success: true,
  output: `${start} <scratch>/workspace/channel: ${counts}\n  ${FILE}: ${result}\n`,
});
const published = (counts: string, result: string) => output('Published to', counts, result);
const planned = (counts: string, result: string) =>
  output('Dry run, nothing is published to', counts, result);

describe('the publish executor', () => {
  beforeEach(async () => {
    await startAgain();
    await build('lib');
  });

  it('adds the packages of several projects to one channel', async () => {
    await build('app');
    expect(await publish()).toEqual(published('1 added', 'added'));
    expect(await publish({}, 'app')).toMatchObject({ success: true });
    expect(await publish()).toEqual(published('1 unchanged', 'unchanged'));
    expect((await listPackages(channel)).map(({ name }) => name)).toEqual(['app', 'lib']);
  });

  it('does not replace other content without force', async () => {
    await publish();
    await workspace.engine.makes('lib', [{ ...LIB, payload: [{ path: 'share/lib', content: 'two' }] }]);
    await build('lib');
    const refused = await publish();
    expect(refused.success).toBe(false);
    expect(refused.output).toMatch(
      /<scratch>\/workspace\/channel already has these packages with different content:\n {2}noarch/,
    );
    expect(await publish({ dryRun: true })).toEqual(refused);
    expect(await publish({ force: true })).toEqual(published('1 replaced', 'replaced'));
  });

  it('only compares in a dry run', async () => {
    const would = planned('1 would be added', 'would be added');
    expect(await publish({ dryRun: true })).toEqual(would);
    process.env['NX_DRY_RUN'] = 'true';
    expect(await publish()).toEqual(would);
    Reflect.deleteProperty(process.env, 'NX_DRY_RUN');
    expect(existsSync(channel)).toBe(false);
    await publish();
    expect(await publish({ dryRun: true })).toEqual(planned('1 unchanged', 'unchanged'));
  });

  it('waits for another process that publishes to the channel', async () => {
    const publishing = await withLock(join(channel, '.nx-conda.lock'), async () => {
      const waiting = publish();
      await untilPrinted(/lib is waiting for process \d+, which publishes to the same channel\./);
      expect(readdirSync(channel)).toEqual(['.nx-conda.lock']);
      return { waiting };
    });
    expect(await publishing.waiting).toMatchObject({ success: true });
  });

  it.each([
    [
      'a damaged package',
      () => writeFileSync(join(PACKAGES, 'lib', FILE), ''),
      {},
      `The build in dist/conda/lib cannot be used: ${FILE}`,
    ],
    [
      'no channel',
      () => undefined,
      { to: undefined },
      'No channel to publish to: the option "to" is not set.',
    ],
    ['an empty channel', () => undefined, { to: '' }, 'The option "to" is "", which is not a channel.'],
    [
      'credentials in the URL of the channel',
      () => undefined,
      { to: 'https://planted@prefix.dev/mine' },
      'The option "to" contains credentials: https://***@prefix.dev/mine',
    ],
    [
      'an attestation for a server that stores none',
      () => undefined,
      { to: 'quetz://host/mine', generateAttestation: true },
      'Cannot upload attestations to quetz://host/mine: only prefix.dev stores them.',
    ],
    [
      'no packages',
      () => rmSync(PACKAGES, { recursive: true }),
      {},
      'No packages in <scratch>/workspace/dist/conda/lib: the folder does not exist.',
    ],
  ])('fails with %s', async (_, prepare, options, message) => {
    prepare();
    const { success, output } = await publish(options);
    expect(success).toBe(false);
    expect(output).toContain(message);
    expect(output).not.toContain('planted');
    expect(existsSync(channel)).toBe(false);
  });
});
