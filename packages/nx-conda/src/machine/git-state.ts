import { ask } from './ask';

/** A reference of a repository: `refs/heads/main`, `refs/tags/v1`, `HEAD`. */
export type Reference = string;

// Settings of the repository and variables of a git hook must not change the query or start a program.
const SETTINGS = ['--no-optional-locks', '-c', 'core.fsmonitor=false', '-c', 'core.untrackedCache=false'];
const FOREIGN = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR'];
const MEGABYTE = 1024 * 1024;

/**
 * The files at and below some paths that git tracks or would add. A folder stands for an inner repository, whose files
 * this one does not know.
 * @param repository absolute folder.
 * @param paths relative to it, `/` separated.
 * @returns relative paths; undefined if git fails.
 */
export async function filesNotIgnored(repository: string, paths: string[]): Promise<string[] | undefined> {
  const listing = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const found: string[] = [];
  for (const part of inParts(paths)) {
    const output = await askGit(repository, ['--literal-pathspecs', ...listing, '--', ...part]);
    if (output === undefined) return undefined;
    for (const path of output.split('\0')) if (path !== '') found.push(path.replace(/\/$/, ''));
  }
  return [...new Set(found)];
}

/** The commit that is checked out, and the tag before it; undefined if missing. */
export async function describeCheckout(folder: string): Promise<string | undefined> {
  return (await askGit(folder, ['describe', '--always', '--long', '--tags', '--abbrev=40']))?.trim();
}

/**
 * The commits of a repository's references, one line each.
 * @param repository absolute path.
 * @param references empty: all.
 * @returns undefined if the repository is unreadable.
 */
export async function resolveReferences(
  repository: string,
  references: Reference[],
): Promise<string | undefined> {
  return (await askGit('/', ['ls-remote', '--quiet', '--', repository, ...references]))?.trim();
}

/** The output of a git command that only reads; undefined if it fails, or without git. @param folder absolute */
export async function askGit(folder: string, args: string[]): Promise<string | undefined> {
  const env = { ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' };
  FOREIGN.forEach((name) => Reflect.deleteProperty(env, name));
  const options = { cwd: folder, env, maxBuffer: 512 * MEGABYTE, windowsHide: true };
  try {
    return (await ask('git', [...SETTINGS, ...args], options)).stdout;
  } catch {
    return undefined;
  }
}

/** The system limits the length of a command. */
function inParts(paths: string[], size = 500): string[][] {
  const parts: string[][] = [];
  for (let at = 0; at < paths.length; at += size) parts.push(paths.slice(at, at + size));
  return parts;
}
