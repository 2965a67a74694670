import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askGit } from '../../machine/git-state';

/** The folders that contain `.git`, from a folder up. */
export function repositoriesAround(folder: string): string[] {
  const above = dirname(folder) === folder ? [] : repositoriesAround(dirname(folder));
  return existsSync(join(folder, '.git')) ? [folder, ...above] : above;
}

/** The paths that git needs to read a repository: its `.git`, and its target in a worktree or a submodule. */
export function gitFolders(repository: string): string[] {
  const dotGit = join(repository, '.git');
  if (!existsSync(dotGit) || statSync(dotGit).isDirectory()) return existsSync(dotGit) ? [dotGit] : [];
  const gitFolder = resolve(
    repository,
    readFileSync(dotGit, 'utf8')
      .replace(/^gitdir: /, '')
      .trim(),
  );
  const common = join(gitFolder, 'commondir');
  const shared = existsSync(common) ? [resolve(gitFolder, readFileSync(common, 'utf8').trim())] : [];
  return [dotGit, gitFolder, ...shared];
}

/** Repositories of this machine that git uses instead of others: `url.<path>.insteadOf`, from any configuration. */
export async function redirectedRepositories(cwd: string): Promise<string[]> {
  const lines = await linesOfGit(['config', '--get-regexp', '^url\\..*\\.(insteadof|pushinsteadof)$'], cwd);
  const bases = lines.map((line) => /^url\.(.+)\.(?:push)?insteadof /i.exec(line)?.[1] ?? '');
  return [...new Set(bases.flatMap(localRepository))];
}

/** The folder of a git source; empty for a remote one. */
export function localRepository(source: string): string[] {
  if (isAbsolute(source)) return [source];
  if (!/^file:\/\/(localhost)?\//.test(source)) return [];
  try {
    return [fileURLToPath(source)];
  } catch {
    return [];
  }
}

/**
 * The paths that git needs for a source on this machine.
 * @param source as in a recipe. @param base the folder that relative paths start from.
 */
export function repositoryFolders(source: string, base: string): string[] {
  const local = /^\.{1,2}(\/|$)/.test(source) ? [resolve(base, source)] : localRepository(source);
  return local.flatMap((folder) => (existsSync(join(folder, '.git')) ? gitFolders(folder) : [folder]));
}

/** Whether git tracks a file in a folder or would add one. */
export async function hasSources(folder: string): Promise<boolean> {
  const listed = ['ls-files', '--cached', '--others', '--exclude-standard', '--', '.'];
  return (await linesOfGit(listed, folder)).length > 0;
}

/** The lines that git prints; empty without git or output. */
async function linesOfGit(args: string[], cwd: string): Promise<string[]> {
  return (await askGit(cwd, args))?.split('\n').filter(Boolean) ?? [];
}
