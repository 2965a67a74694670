import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, win32 } from 'node:path';
import { pathToFileURL } from 'node:url';
import { channelArguments, localChannelFolder } from './channel-arguments';

describe('channelArguments', () => {
  const workspace = mkdtempSync(join(tmpdir(), 'nx-conda-channels-'));
  const url = (path: string) => pathToFileURL(join(workspace, path)).href;

  beforeAll(() => {
    process.env['NX_CONDA_CACHE_DIR'] = join(workspace, 'cache');
    mkdirSync(join(workspace, 'my channel'));
  });

  afterAll(() => {
    delete process.env['NX_CONDA_CACHE_DIR'];
    rmSync(workspace, { recursive: true });
  });

  it('puts the workspace before the configured channels', async () => {
    const upstream = [join(workspace, 'dist/conda/lib')];
    const configured = ['conda-forge', 'https://conda.invalid/x', 'file:my channel', './my channel'];
    expect(await channelArguments(upstream, configured, workspace)).toEqual([
      url('dist/conda/lib'),
      'conda-forge',
      'https://conda.invalid/x',
      url('my channel'),
      url('my channel'),
    ]);
  });

  it('returns an empty channel if none is configured: rattler-build would use conda-forge', async () => {
    expect(await channelArguments([], [], workspace)).toEqual([url('cache/empty-channel')]);
    expect(existsSync(join(workspace, 'cache/empty-channel/noarch/repodata.json'))).toBe(true);
  });

  it('names a missing folder', async () => {
    await expect(channelArguments([], ['file:nowhere'], workspace)).rejects.toThrow(
      `Channel file:nowhere not found: the folder ${join(workspace, 'nowhere')} does not exist.`,
    );
  });
});

describe('localChannelFolder', () => {
  it.each([
    ['file:///D:/channels/own', 'D:\\channels\\own'],
    ['D:\\channels\\own', 'D:\\channels\\own'],
    ['.\\own', 'C:\\workspace\\own'],
    ['file:own', 'C:\\workspace\\own'],
    ['conda-forge', undefined],
    ['https://conda.invalid/own', undefined],
  ])('on Windows %s', (channel, folder) => {
    expect(localChannelFolder(channel, 'C:\\workspace', win32)).toBe(folder);
  });
});
