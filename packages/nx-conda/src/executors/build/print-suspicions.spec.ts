import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuiltPackage } from './collect';
import { lookAt } from './print-suspicions';

const MiB = 1024 * 1024;

function builtPackage(size: number): BuiltPackage {
  const identity = { name: 'a', version: '1', buildString: 'h_0', buildNumber: 0, subdir: 'noarch' };
  const resolved = { build: [], host: [] };
  const files = [{ path: 'share/a', type: 'file' as const }];
  return {
    testsDigest: '',
    digest: '0',
    files: ['share/a'],
    report: {
      ...identity,
      file: 'noarch/a-1-h_0.conda',
      size,
      sha256: '0',
      ...{ depends: [], runExports: {}, fileCount: 0, variant: {} },
      resolved,
    },
    facts: {
      ...{ name: 'a', subdir: 'noarch', size, depends: [], constrains: [], files, resolved },
      ...{ missingAllowed: [], makesFiles: true, exported: [] },
    },
  };
}

describe('lookAt', () => {
  const output = mkdtempSync(join(tmpdir(), 'nx-conda-look-'));
  afterAll(() => rmSync(output, { recursive: true }));

  const messagesIn = async (folder: string) => {
    const [found] = await lookAt([builtPackage(9 * MiB)], folder);
    expect(found?.file).toBe('a-1-h_0.conda');
    return found?.suspicions.map(({ message }) => message);
  };

  it('compares with the previous build', async () => {
    writeFileSync(join(output, 'build.json'), JSON.stringify({ packages: [builtPackage(2 * MiB).report] }));
    expect(await messagesIn(output)).toEqual([
      'The package grew from 2.00 MiB to 9.00 MiB since the previous build.',
    ]);
  });

  it('has nothing to compare with in a first build, or if the report is damaged', async () => {
    expect(await messagesIn(join(output, 'missing'))).toEqual([]);
    writeFileSync(join(output, 'build.json'), '{');
    expect(await messagesIn(output)).toEqual([]);
  });
});
