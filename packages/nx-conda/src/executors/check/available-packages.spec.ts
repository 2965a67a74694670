import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChannelNames, packagesOfChannel } from './available-packages';

describe('packagesOfChannel', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nx-conda-available-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  beforeAll(() => {
    const entry = { name: 'a', version: '1', build: '0', size: 1, sha256: '0' };
    const channels = {
      good: { 'packages.conda': { 'a-1-0.conda': entry } },
      torn: { 'packages.conda': { x: {} } },
    };
    for (const [name, repodata] of Object.entries(channels)) {
      mkdirSync(join(folder, name, 'noarch'), { recursive: true });
      writeFileSync(join(folder, name, 'noarch/repodata.json'), JSON.stringify(repodata));
    }
    mkdirSync(join(folder, 'empty'));
  });

  it('reads a channel on this machine', async () => {
    expect(await packagesOfChannel('file:good', folder)).toMatchObject([{ name: 'a', subdir: 'noarch' }]);
  });

  it('knows the packages of folders, even if another channel is remote or torn', async () => {
    const names = new ChannelNames(folder);
    expect(await names.of(['conda-forge', './good'])).toBeUndefined();
    expect([...(await names.onThisMachine(['conda-forge', './good', './torn', './absent']))]).toEqual(['a']);
  });

  it.each(['conda-forge', './torn', './empty', './absent'])('does not know those of %s', async (channel) => {
    expect(await packagesOfChannel(channel, folder)).toBeUndefined();
  });
});
