import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { channelFolder } from './channel-folder';

describe('channelFolder', () => {
  let workspace: string;
  beforeEach(() => (workspace = fs.mkdtempSync(join(tmpdir(), 'nx-conda-workspace-'))));
  afterEach(() => {
    jest.restoreAllMocks();
    fs.rmSync(workspace, { recursive: true });
  });

  it('accepts paths and file URLs, existing or not', () => {
    const folder = join(workspace, 'dist/channel');
    expect(channelFolder('dist/channel', workspace)).toBe(folder);
    expect(channelFolder('./dist/channel', workspace)).toBe(folder);
    expect(channelFolder('file:dist/channel', workspace)).toBe(folder);
    expect(channelFolder(pathToFileURL(folder).href, '/elsewhere')).toBe(folder);
    expect(channelFolder(folder, '/elsewhere')).toBe(folder);
    fs.mkdirSync(folder, { recursive: true });
    expect(channelFolder('dist/channel', workspace)).toBe(folder);
  });

  it('refuses a file in the way', () => {
    fs.writeFileSync(join(workspace, 'file'), '');
    expect(() => channelFolder('file', workspace)).toThrow(`${join(workspace, 'file')} is a file.`);
    expect(() => channelFolder('file/channel', workspace)).toThrow(`${join(workspace, 'file')} is a file.`);
  });

  it('refuses a folder that is not writable', () => {
    jest.spyOn(fs, 'accessSync').mockImplementation(() => {
      throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    });
    expect(() => channelFolder('dist/channel', workspace)).toThrow(
      `The channel dist/channel cannot be written: no permission for ${workspace}.`,
    );
  });
});
