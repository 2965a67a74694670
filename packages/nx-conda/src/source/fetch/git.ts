import { devNull, tmpdir } from 'node:os';
import { run, type RunResult } from '../../machine/run';
import { ExplainedError } from '../../explained-error';

/** The folder or repository that git works on, and a signal to stop it. */
export interface GitContext {
  /** Its own repository or a folder for one; if undefined, git runs without a repository. */
  folder?: string;
  /** The remote repository: a URL or an absolute path. */
  url?: string;
  signal?: AbortSignal;
}

const TIMEOUT_MS = 10 * 60_000;

// Ignores settings of the repository: no hooks, no links out of the folder, no line end conversion.
const SETTINGS = [
  'core.hooksPath=/dev/null',
  'core.symlinks=false',
  'core.fsmonitor=false',
  'core.autocrlf=false',
  'advice.detachedHead=false',
];

/** Disables password prompts and large-file downloads. */
const ENVIRONMENT = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS: '',
  GIT_LFS_SKIP_SMUDGE: '1',
  LC_ALL: 'C',
};

/**
 * Runs git without prompts and with a timeout. Does not use repositories above the folder.
 * @throws ExplainedError only if git is not installed
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
  throw new ExplainedError('git is not installed.', ['Install git.']);
}

/**
 * Runs git and returns its stdout.
 * @param what for the message: `read the tags of <url>`
 * @throws ExplainedError with git's error message if it fails
 */
export async function gitOutput(args: readonly string[], what: string, context: GitContext): Promise<string> {
  const { exitCode, signal, stdout, stderr } = await git(args, context);
  if (exitCode === 0) return stdout;
  const words = lastLines(stderr) || `\n    it was stopped by ${signal ?? 'an unknown signal'}`;
  throw new ExplainedError(`git could not ${what}:${words}`, [
    'Check with git ls-remote <url> that the address is right and that this machine reaches it.',
    'If the repository is private, set up a credential helper or an SSH key: nx-conda does not ask for passwords.',
  ]);
}

/** Drops the variables of a repository whose hook may have started this process. */
function repositoryOf(folder: string | undefined): Record<string, string> {
  if (folder === undefined) return { GIT_DIR: devNull };
  return {
    GIT_DIR: `${folder}/.git`,
    GIT_WORK_TREE: folder,
    GIT_INDEX_FILE: `${folder}/.git/index`,
    GIT_OBJECT_DIRECTORY: `${folder}/.git/objects`,
  };
}

/** Forbids transports that run commands; allows unencrypted ones only in the given address, not after a redirect. */
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
