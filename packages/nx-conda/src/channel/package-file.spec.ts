import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { storedZip, storedZstd, tarball, writePackage } from './package-file.fixture';
import { readContent, readInfoFile, readPackage } from './package-file';

/**
 * Written by rattler-build 0.74: `build --no-build-id --no-include-recipe` of a script that makes an executable
 * with the prefix in it, a symlink and 300 kB of zeros.
 */
const realPackage = Buffer.from(
  'UEsDBC0AAAAAAK1deF3LAGUu//////////8NABQAbWV0YWRhdGEuanNvbgEAEAAeAAAAAAAAAB4AAAAAAAAAeyJjb25kYV9wa2df' +
    'Zm9ybWF0X3ZlcnNpb24iOjJ9UEsDBC0AAAAAAK1deF0jYqfw//////////8hABQAcGtnLXRpbnktMS4yLjMtaGIwZjRkY2FfMC50' +
    'YXIuenN0AQAQANYAAAAAAAAA1gAAAAAAAAAotS/9oAC8BAAUBgCSiiEccCV2tdBg6YkoqGiJa/UQiIGtEGYyhDqpOjmYAu6oT7c7' +
    'ohJGVrCGcaizH2ZW5t1bFlOTOqwHG1vSa5SBZ8qUsG3h3VTWcwRVRPbmTHHXU5vWw6Ug+G0E5hKwLWxoct+pHQAoQcQ0JUFZuVE3' +
    'syLH8eRoPqg1aWdWhBJmZmXeBWjh3dx3KhMgAIOquLAD/fecA7EBqyR6+EbGrAEGoIICo9SOkWEHYOrbnEKj2NSRhDIwJFQSH4B0' +
    'FtnDMRNWAgIAEAAD4AUAUEsDBC0AAAAAAK1deF3cKB6H//////////8iABQAaW5mby10aW55LTEuMi4zLWhiMGY0ZGNhXzAudGFy' +
    'LnpzdAEAEACHAgAAAAAAAIcCAAAAAAAAKLUv/WAAGe0TAOagYR5AbR7c3Ft9NPzwmVL2h67xcoDq92hN6e1TjOHBdShbAFoAWADM' +
    'RecOfB9IS2ipABTCcFBMQb3GT28UUDAMQK3HE14zr+WQ9lqr8NG1igEkmILS0WMsIaoYBkBZGCbLrR+LL/AxX5rmXmzMHWRLw5j7' +
    '8l7jC540Y7Af05RrsvgGgzZgCk9X54dAb1r0BiEhMockt37p7nzrfGgJvluSuOJ3fHWmoPJP6YEffyStz/qEanQfU73maZyIYgoK' +
    'olk2zkW+4qteI4g88I0UU1BSnuyWkePZv8hyqxgDzL7oWEOAT/AHoTfJJoOW4JxmnUirU6uN8UmCxzdfA5uENAT/s/UELUH+aG+Z' +
    'V43mkhVPVBDBX6MJehq59vOO/K6T9DTwjWqW75DsZ+E71aPgYw3T0JYOFwBFwjXnXCRJyUBv9ri36M7K6R6ndcwRaqU0eo2sQuvU' +
    'PXWad6i/U2tp89NFGCF7/lw26zAn6in/hG076fU5UGGx/ZbMB9/nJ9eb47L+dGyVjLr5AV+gcRlCDKoRkaQgzbIGcIpIidCsBxnI' +
    'D97nlQpiUClkA15V8jS2inDAXjhjbcKtDb8L9fNt+yMGIdkNGRh+ahWi6fisdk4uwfrRs96BqFbm9e/Ztbpepb+Oy2IskbFZbKcF' +
    '8CVQe5XDZjbm3fVoy2Ev7IjhghB3MYHbEtx/4SuKG4WCtiviCxMIQCkG5AIaqujFMjHACyYyiVR4wDxw6H3A7rpGeugG8ehsDS2t' +
    'uQl7YJ+IkPaQkHh2XODfd80ZVSz9OwClBM4hWOqoOnaVQSBOBQSKB+jluFaabrimABcFiGQK2IjWSgGGFGoBgKChA2YxAT9QSwEC' +
    'LQMtAAAAAACtXXhdywBlLv//////////DQAUAAAAAAAAAAAApIEAAAAAbWV0YWRhdGEuanNvbgEAEAAeAAAAAAAAAB4AAAAAAAAA' +
    'UEsBAi0DLQAAAAAArV14XSNip/D//////////yEAFAAAAAAAAAAAAKSBXQAAAHBrZy10aW55LTEuMi4zLWhiMGY0ZGNhXzAudGFy' +
    'LnpzdAEAEADWAAAAAAAAANYAAAAAAAAAUEsBAi0DLQAAAAAArV14XdwoHof//////////yIAFAAAAAAAAAAAAKSBhgEAAGluZm8t' +
    'dGlueS0xLjIuMy1oYjBmNGRjYV8wLnRhci56c3QBABAAhwIAAAAAAACHAgAAAAAAAFBLBQYAAAAAAwADABYBAABhBAAAAAA=',
  'base64',
);

describe('a .conda file', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nx-conda-package-'));
    file = join(folder, 'a-1-h_0.conda');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('from rattler-build is readable', async () => {
    writeFileSync(file, realPackage);
    const entries = [];
    for await (const entry of readPackage(file)) {
      const { archive, path, type, mode, linkTarget } = entry;
      entries.push([archive, path, type, mode & 0o111, linkTarget, (await readContent(entry)).length]);
    }
    expect(entries).toEqual([
      ['info', 'info/about.json', 'file', 0, undefined, 78],
      ['info', 'info/hash_input.json', 'file', 0, undefined, 31],
      ['info', 'info/index.json', 'file', 0, undefined, 222],
      ['info', 'info/paths.json', 'file', 0, undefined, 908],
      ['info', 'info/tests/tests.yaml', 'file', 0, undefined, 3],
      ['pkg', 'bin/tiny', 'file', 0o111, undefined, 271],
      ['pkg', 'share/link', 'symlink', 0o111, '../bin/tiny', 0],
      ['pkg', 'share/zeros', 'file', 0, undefined, 307200],
    ]);
    expect(JSON.parse((await readInfoFile(file, 'info/index.json')) ?? '')).toMatchObject({ name: 'tiny' });
  });

  it('returns the requested archives', async () => {
    await writePackage(file, { payload: [{ path: 'lib/a' }] });
    const paths: string[] = [];
    for await (const { path } of readPackage(file, ['pkg'])) paths.push(path);
    expect(paths).toEqual(['lib/a']);
  });

  it('returns metadata as text', async () => {
    await writePackage(file, {
      info: { 'recipe/rendered_recipe.yaml': 'name: é', 'test.txt': 'x'.repeat(5e5) },
    });
    expect(await readInfoFile(file, 'info/recipe/rendered_recipe.yaml')).toBe('name: é');
    expect(await readInfoFile(file, 'info/link.json')).toBeUndefined();
  });

  it('in the old format is refused', async () => {
    await expect(readInfoFile('a-1-h_0.tar.bz2', 'info/index.json')).rejects.toThrow(
      'a-1-h_0.tar.bz2 is a package in the old format .tar.bz2: only .conda is supported.',
    );
  });

  it('that is not a zip file is explained', async () => {
    writeFileSync(file, 'not a zip file at all');
    await expect(readInfoFile(file, 'info/index.json')).rejects.toMatchObject({
      name: 'ExplainedError',
      message: expect.stringContaining(`${file} is not a readable .conda package: `) as string,
      help: [expect.stringContaining('build the package again') as string, expect.any(String) as string],
    });
  });

  it('without payload archive is explained', async () => {
    const info = storedZstd(await tarball([{ path: 'info/index.json', content: '{}' }]));
    writeFileSync(file, storedZip({ 'info-a-1-h_0.tar.zst': info }));
    const readAll = async () => {
      for await (const entry of readPackage(file)) await readContent(entry);
    };
    await expect(readAll()).rejects.toThrow(
      'is not a readable .conda package: the archive pkg-*.tar.zst is missing.',
    );
  });

  it('with a changed bit is explained', async () => {
    await writePackage(file, { info: { 'about.json': 'the summary' } });
    const data = readFileSync(file);
    data[data.indexOf('the summary')] = 0x54;
    writeFileSync(file, data);
    await expect(readInfoFile(file, 'info/missing')).rejects.toThrow(
      `${file} is not a readable .conda package: the checksum of info-a-1-h_0.tar.zst is wrong.`,
    );
  });

  it('whose archive ends inside a file is explained', async () => {
    const info = storedZstd(
      (await tarball([{ path: 'info/index.json', content: 'xy'.repeat(5000) }])).subarray(0, 4000),
    );
    writeFileSync(file, storedZip({ 'info-a-1-h_0.tar.zst': info }));
    await expect(readInfoFile(file, 'info/index.json')).rejects.toMatchObject({
      name: 'ExplainedError',
      message: `${file} is not a readable .conda package: Unexpected end of data.`,
    });
  });

  it('that does not exist keeps the error of the system', async () => {
    await expect(readInfoFile(file, 'info/index.json')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is closed, however reading ends', async () => {
    await writePackage(file, { payload: [{ path: 'lib/a', content: 'x'.repeat(1e6) }, { path: 'lib/b' }] });
    for await (const { archive, content } of readPackage(file)) {
      if (archive === 'info') continue;
      for await (const chunk of content) {
        expect(chunk.length).toBeLessThan(1e6);
        break;
      }
      break;
    }
    await readInfoFile(file, 'info/index.json');
    const path = realpathSync(file);
    for (let turn = 0; turn < 100 && openFiles().includes(path); turn++) await setTimeout(10);
    expect(openFiles()).not.toContain(path);
  });
});

/** As listed by Linux; unknown elsewhere. */
function openFiles(): string[] {
  const folder = '/proc/self/fd';
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((descriptor) => {
    try {
      return readlinkSync(join(folder, descriptor));
    } catch {
      return [];
    }
  });
}
