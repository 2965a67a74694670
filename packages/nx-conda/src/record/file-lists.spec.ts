import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FILES_FILE, readFileLists, writeFileLists } from './file-lists';

describe('the file lists of packages', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'nx-conda-files-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are read as written', async () => {
    const lists = { 'noarch/lib-1.0-h_0.conda': ['share/lib', 'bin/lib'] };
    await writeFileLists(folder, lists);
    expect(readFileLists(folder)).toEqual(lists);
  });

  it('are empty if the file is missing or damaged', () => {
    expect(readFileLists(folder)).toEqual({});
    writeFileSync(join(folder, FILES_FILE), '{');
    expect(readFileLists(folder)).toEqual({});
  });
});
