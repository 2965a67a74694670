import { devNull, tmpdir } from 'node:os';
import { run, type RunResult } from '../../machine/run';
import { ExplainedError } from '../../explained-error';

/** What git works on, and how to end it. */
export interface GitContext {
  /** Has a repository of its own, or gets one; without it git has none. */
  folder?: string;
  /** The repository elsewhere that is asked: a URL or an absolute path. */
  url?: string;
  signal?: AbortSignal;
}

const TIMEOUT_MS = 10 * 60_000;

// A repository decides nothing: no hooks, no links that lead out of the folder, no other line ends.
const SETTINGS = [
  'core.hooksPath=/dev/null',
  'core.symlinks=false',
  'core.fsmonitor=false',
  'core.autocrlf=false',
  'advice.detachedHead=false',
];

/** Nothing may ask for a password, and no large file is worth waiting for. */
const ENVIRONMENT = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS: '',
  GIT_LFS_SKIP_SMUDGE: '1',
  LC_ALL: 'C',
};

/**
 * Runs git, without questions and with an end. It looks for no repository above the folder.
 * @throws ExplainedError only where there is no git
 */
export async function git(args: readonly string[], context: GitContext): Promise<RunResult> {
  const { folder, url, signal } = context;
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  const result = await run('git', [...settings, ...args], {
    cwd: folder ?? tmpdir(),
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    capture: true,
    env: { ...ENVIRONMENT, ...repositoryOf(folder), GIT_ALLOW_PROTOCOL: protocolsFor(url) },
  });
  if (!result.missing) return result;
  throw new ExplainedError('There is no git on this machine.', [
    'Install git, or take the source from elsewhere.',
  ]);
}

/**
 * What git writes to stdout.
 * @param what for the message: `read the tags of <url>`
 * @throws ExplainedError with git's own words where it fails
 */
export async function gitOutput(args: readonly string[], what: string, context: GitContext): Promise<string> {
  const { exitCode, signal, stdout, stderr } = await git(args, context);
  if (exitCode === 0) return stdout;
  const words = lastLines(stderr) || `\n    it was ended by ${signal ?? 'nobody knows what'}`;
  throw new ExplainedError(`git could not ${what}:${words}`, [
    'Check the address, and that this machine reaches it: git ls-remote <url>',
    'A repository that is not public needs a credential helper or an SSH key: nothing is asked for here.',
  ]);
}

/** Not the repository whose hook may have started this. */
function repositoryOf(folder: string | undefined): Record<string, string> {
  if (folder === undefined) return { GIT_DIR: devNull };
  return {
    GIT_DIR: `${folder}/.git`,
    GIT_WORK_TREE: folder,
    GIT_INDEX_FILE: `${folder}/.git/index`,
    GIT_OBJECT_DIRECTORY: `${folder}/.git/objects`,
  };
}

/** No transports that are commands; and unencrypted ones only where the address says so, not where it leads to one. */
function protocolsFor(url = ''): string {
  const [, plain] = /^(http|git):\/\//i.exec(url) ?? [];
  return ['https', 'ssh', 'file', ...(plain ? ['http', 'git'] : [])].join(':');
}

function lastLines(text: string): string {
  const lines = text
    .replace(/[^\x20-\x7e\n]/g, '')
    .split('\n')
    .filter((line) => line.trim());
  return lines
    .slice(-6)
    .map((line) => `\n    ${line}`)
    .join('');
}
