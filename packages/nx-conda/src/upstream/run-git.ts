import { run, type RunResult } from '../engine/run';
import { UpstreamError } from './upstream-error';

const TIMEOUT_MS = 10 * 60_000;

/** Nothing may ask for a password, and no large file is worth waiting for. */
const ENVIRONMENT = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS: '',
  GIT_LFS_SKIP_SMUDGE: '1',
  LC_ALL: 'C',
};

/** Runs git, without questions and with an end. Says itself only that there is no git. */
export async function git(args: string[], cwd: string): Promise<RunResult> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const result = await run('git', args, { cwd, env: ENVIRONMENT, capture: true, signal });
  if (result.missing) throw new UpstreamError('There is no git on this machine.', ['Install git.']);
  return result;
}

/**
 * The same in a folder with a repository of its own, whatever repository a hook is being run in.
 * @throws UpstreamError with git's own words where it fails
 */
export async function gitIn(folder: string, args: string[]): Promise<string> {
  const result = await git(inFolder(folder, args), folder);
  if (result.exitCode === 0) return result.stdout;
  throw new UpstreamError(`git ${args[0] ?? ''} failed: ${lastLine(result)}`);
}

export function inFolder(folder: string, args: string[]): string[] {
  return [`--git-dir=${folder}/.git`, `--work-tree=${folder}`, ...args];
}

export function lastLine({ stderr, signal }: RunResult): string {
  const lines = stderr.trim().split('\n');
  return lines.find((line) => /^(fatal|error):/.test(line)) ?? (lines.at(-1) || `ended by ${signal ?? '?'}`);
}
