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

describe('the publish executor', () => {
  beforeEach(async () => {
    await startAgain();
    await build('lib');
  });

  it('adds the packages of several projects to one channel', async () => {
    await build('app');
    expect(await publish()).toEqual({ success: true, output: `${FILE}: added\n` });
    expect(await publish({}, 'app')).toMatchObject({ success: true });
    expect(await publish()).toEqual({ success: true, output: `${FILE}: unchanged\n` });
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
    expect(await publish({ force: true })).toEqual({ success: true, output: `${FILE}: replaced\n` });
  });

  it('only prints in a dry run', async () => {
    const would = { success: true, output: `${FILE}: would be published\n` };
    expect(await publish({ dryRun: true })).toEqual(would);
    process.env['NX_DRY_RUN'] = 'true';
    expect(await publish()).toEqual(would);
    Reflect.deleteProperty(process.env, 'NX_DRY_RUN');
    expect(existsSync(channel)).toBe(false);
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
    ['no channel', () => undefined, { to: '' }, 'No channel to publish to'],
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
    expect(existsSync(channel)).toBe(false);
  });
});
