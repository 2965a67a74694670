import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchSource } from '../fetch-source';
import { parseFrom } from '../parse-from';
import { readTags } from './tags';
import type { FetchedSource } from '../fetched-source';

let repository: string;

function git(...args: string[]): string {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgSign=false'];
  return execFileSync('git', [...identity, ...args], { cwd: repository, encoding: 'utf8' }).trim();
}

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), 'nx-conda-git-'));
  git('init', '--quiet', '--initial-branch=main');
  writeFileSync(join(repository, 'a.txt'), '1');
  symlinkSync('/etc/passwd', join(repository, 'link'));
  git('add', '.');
  git('commit', '--quiet', '-m', '1');
  git('tag', 'v1.9');
  writeFileSync(join(repository, 'a.txt'), '2');
  git('commit', '--quiet', '-am', '2');
  git('tag', '-a', 'v1.10', '-m', 'annotated');
  git('config', 'uploadpack.allowAnySHA1InWant', 'true');
});

async function fetchIt(at = ''): Promise<FetchedSource> {
  const into = mkdtempSync(join(tmpdir(), 'nx-conda-fetch-'));
  return fetchSource(parseFrom(`git:file://${repository}${at}`), { into, cwd: into, env: process.env });
}

describe('fetchGit', () => {
  it('records the commit of a tag, and follows no links', async () => {
    const { folder, origin } = await fetchIt('@v1.9');
    expect(origin).toEqual({
      kind: 'git',
      url: `file://${repository}`,
      tag: 'v1.9',
      commit: git('rev-parse', 'v1.9'),
    });
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('1');
    expect(readFileSync(join(folder, 'link'), 'utf8')).toBe('/etc/passwd');
  });

  it('uses the newest version without a tag, and the commit of an annotated tag', async () => {
    expect((await fetchIt()).origin).toMatchObject({
      tag: 'v1.10',
      commit: git('rev-parse', 'v1.10^{commit}'),
    });
  });

  it('checks out a commit', async () => {
    const commit = git('rev-parse', 'v1.9');
    expect((await fetchIt(`@${commit}`)).origin).toMatchObject({ tag: undefined, commit });
  });

  it('reads the tags of a folder, as a recipe may use one', async () => {
    expect((await readTags(repository)).get('v1.10')).toBe(git('rev-parse', 'v1.10^{commit}'));
  });

  it('lists the available tags', async () => {
    await expect(fetchIt('@v2')).rejects.toMatchObject({
      help: ['Use the newest version, v1.10, or another tag of the repository.'],
    });
    await expect(fetchIt('@1.9')).rejects.toMatchObject({ help: ['Use one of these tags: v1.9'] });
  });

  it('reports a missing repository', async () => {
    await expect(fetchIt('/nothing')).rejects.toThrow(/git could not read the tags of file:/);
  });

  it('does not touch the repository whose hook started it', async () => {
    const before = { ...process.env };
    process.env['GIT_DIR'] = join(repository, '.git');
    process.env['GIT_INDEX_FILE'] = join(repository, '.git/index');
    try {
      const { folder } = await fetchIt('@v1.9');
      expect(existsSync(join(folder, '.git'))).toBe(true);
    } finally {
      process.env = before;
    }
    expect(git('status', '--porcelain')).toBe('');
  });
});

describe('fetchSource', () => {
  it('uses a folder unchanged', async () => {
    const request = parseFrom(`path:${repository}`);
    const options = { into: repository, cwd: '/', env: {} };
    await expect(fetchSource(request, options)).resolves.toEqual({
      folder: repository,
      origin: { kind: 'path', path: repository },
    });
    await expect(fetchSource(parseFrom('path:nothing-here'), options)).rejects.toThrow(
      'There is no source folder /nothing-here.',
    );
  });
});
