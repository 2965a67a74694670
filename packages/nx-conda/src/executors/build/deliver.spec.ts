import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deliver } from './deliver';

describe('deliver', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nx-conda-deliver-'));
  const channel = join(folder, 'channel');
  const output = join(folder, 'dist/conda/lib');

  afterAll(() => rmSync(folder, { recursive: true }));

  it('replaces an earlier result with the subdirs and reports, and nothing else', async () => {
    for (const path of ['noarch', 'bld']) mkdirSync(join(channel, path), { recursive: true });
    writeFileSync(join(channel, 'noarch/repodata.json'), 'new');
    writeFileSync(join(channel, 'build.json'), '{}');
    writeFileSync(join(channel, 'build.log'), 'built');
    writeFileSync(join(channel, 'rattler-build-log.txt'), '');
    mkdirSync(join(output, 'linux-64'), { recursive: true });
    writeFileSync(join(output, 'linux-64/repodata.json'), 'old');

    await deliver(channel, output);
    expect(readdirSync(output).sort()).toEqual(['build.json', 'build.log', 'noarch']);
    expect(readFileSync(join(output, 'noarch/repodata.json'), 'utf8')).toBe('new');
    expect(readdirSync(join(folder, 'dist/conda'))).toEqual(['lib']);
  });

  it('keeps the earlier result and leaves nothing behind if it cannot finish', async () => {
    await expect(deliver(join(folder, 'nothing'), output)).rejects.toThrow('ENOENT');
    expect(existsSync(join(output, 'build.json'))).toBe(true);
    expect(readdirSync(join(folder, 'dist/conda'))).toEqual(['lib']);
  });
});
