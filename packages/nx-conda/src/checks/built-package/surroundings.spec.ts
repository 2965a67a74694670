import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ResolvedPackage } from '../../recipe/facts/resolved-environments';
import { factsOf } from './package-facts.fixture';
import { readSurroundings } from './surroundings';

describe('readSurroundings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nx-conda-surroundings-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function record(name: string): ResolvedPackage {
    return { name, version: '1', build: 'h_0', subdir: 'linux-64', url: '', channel: '' };
  }

  function unpack(name: string, paths: string): void {
    const info = join(folder, `${name}-1-h_0`, 'info');
    mkdirSync(info, { recursive: true });
    writeFileSync(join(info, 'index.json'), JSON.stringify({ depends: ['c >=1'] }));
    writeFileSync(join(info, 'paths.json'), paths);
  }

  unpack('b', JSON.stringify({ paths: [{ _path: 'lib/libb.so.1' }, { _path: 'include/b.h' }] }));
  unpack('damaged', '{');
  const resolved = { host: [record('b'), record('damaged'), record('gone')], build: [record('b')] };

  it("reads rattler's cache, and skips damaged and deleted packages", async () => {
    const { host, build } = await readSurroundings(factsOf([], { resolved }), [], folder);
    const b = { name: 'b', depends: ['c >=1'], libraries: ['lib/libb.so.1'] };
    expect([...host.values()]).toEqual([{ ...b, in: 'host' }]);
    expect([...build.values()]).toEqual([{ ...b, in: 'build' }]);
  });

  it('reads nothing for a package without ELF files', async () => {
    const { host } = await readSurroundings(factsOf(undefined, { resolved }), [], folder);
    expect(host.size).toBe(0);
  });

  it('returns the other outputs with merged variants, not the package itself', async () => {
    const other = factsOf([], { name: 'other', depends: ['b'] });
    const file = { path: 'lib/libk.so', type: 'file' as const, hasDeviceCode: true };
    const withKernels = factsOf([], { name: 'other', files: [file] });
    const { outputs } = await readSurroundings(factsOf([]), [factsOf([]), withKernels, other, other], folder);
    expect([...outputs.values()]).toEqual([
      {
        ...{ name: 'other', in: 'recipe', depends: ['b', 'b'], hasDeviceCode: true },
        libraries: ['lib/libk.so', 'lib/liba.so.1', 'lib/liba.so.1'],
      },
    ]);
  });
});
