import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePackage } from '../channel/package-file.fixture';
import { evictMistaken, type UsedPackage } from './unpacked-packages';

let scratch: string;
let env: Record<string, string>;

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'nx-conda-unpacked-'));
  env = { RATTLER_CACHE_DIR: join(scratch, 'rattler') };
  process.env['NX_CONDA_CACHE_DIR'] = join(scratch, 'own');
});

afterEach(() => {
  delete process.env['NX_CONDA_CACHE_DIR'];
  rmSync(scratch, { recursive: true });
});

/** A package whose only file has this content. */
async function packed(content: string): Promise<UsedPackage> {
  const file = join(scratch, 'a-1-h_0.conda');
  await writePackage(file, { paths: pathsOf(content) });
  return { file, sha256: createHash('sha256').update(readFileSync(file)).digest('hex') };
}

const pathsOf = (content: string) => [{ _path: 'share/a', sha256: content }];
const inRattler = (name: string) => join(scratch, 'rattler/pkgs', name);
const unpacked = () => readdirSync(join(scratch, 'rattler/pkgs')).filter((name) => !name.endsWith('.lock'));

/** What rattler leaves: the unpacked files, and the record of the package that they should be from. */
function unpack(content: string, recorded: string): void {
  mkdirSync(inRattler('a-1-h_0/info'), { recursive: true });
  const paths = JSON.stringify({ paths: pathsOf(content), paths_version: 1 });
  writeFileSync(inRattler('a-1-h_0/info/paths.json'), paths);
  writeFileSync(inRattler('a-1-h_0.lock'), Buffer.concat([Buffer.alloc(8), Buffer.from(recorded, 'hex')]));
}

it('removes unpacked files of another package than the recorded one', async () => {
  const used = await packed('new');
  unpack('old', used.sha256);
  await evictMistaken([used], env);
  expect(unpacked()).toEqual([]);
});

it('keeps the files of the package', async () => {
  const used = await packed('new');
  unpack('new', used.sha256);
  await evictMistaken([used], env);
  expect(unpacked()).toEqual(['a-1-h_0']);
});

it('leaves it to rattler to replace a package with the record of another one, or with none', async () => {
  const used = await packed('new');
  await evictMistaken([used], env);
  unpack('old', '00'.repeat(32));
  await evictMistaken([used], env);
  expect(unpacked()).toEqual(['a-1-h_0']);
  rmSync(inRattler('a-1-h_0.lock'));
  await evictMistaken([used], env);
  expect(unpacked()).toEqual(['a-1-h_0']);
});

it('reads a package once, until rattler unpacks it again', async () => {
  const used = await packed('new');
  unpack('new', used.sha256);
  await evictMistaken([used], env);
  // Only a reader of the package would notice.
  writeFileSync(used.file, '');
  await evictMistaken([used], env);
  rmSync(inRattler('a-1-h_0'), { recursive: true });
  unpack('new', used.sha256);
  await expect(evictMistaken([used], env)).rejects.toThrow('not a readable .conda package');
});
