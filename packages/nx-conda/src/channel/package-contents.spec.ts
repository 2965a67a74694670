import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestPackage } from './digest';
import { elfFile } from './elf.fixture';
import { PackageContents } from './package-contents';
import { writePackage } from './package-file.fixture';

describe('PackageContents', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nx-conda-contents-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('sees the digested contents and does not change the digest', async () => {
    const file = join(folder, 'a-1-h_0.conda');
    const links = { needed: ['libc.so.6'], soname: 'liba.so.1' };
    const elf = elfFile({ is64: true, isLittle: true, ...links });
    const payload = [
      { path: 'lib/liba.so.1', content: elf },
      { path: 'lib/liba.so', type: 'symlink' as const, linkTarget: 'liba.so.1' },
      { path: 'lib/libb.so', content: Buffer.concat([elf, Buffer.from('\0.nv_fatbin\0')]) },
      { path: 'share/text', content: 'text .nv_fatbin' },
    ];
    await writePackage(file, { payload });

    const contents = new PackageContents();
    expect(await digestPackage(file, contents.watch)).toBe(await digestPackage(file));
    expect(contents.files.filter(({ path }) => !path.startsWith('info/'))).toEqual([
      { path: 'lib/liba.so.1', type: 'file', elf: links, hasDeviceCode: false },
      { path: 'lib/liba.so', type: 'symlink' },
      { path: 'lib/libb.so', type: 'file', elf: links, hasDeviceCode: true },
      { path: 'share/text', type: 'file' },
    ]);
  });
});
