import { run } from '../engine/run';
import { ExplainedError } from '../recipe/explained-error';

/** A folder in which git runs, and how to end it. */
export interface GitContext {
  cwd: string;
  signal?: AbortSignal;
}

// A repository decides nothing: no hooks, no links that lead out of the folder, no transports that are commands.
const SETTINGS = [
  'core.hooksPath=/dev/null',
  'core.symlinks=false',
  'core.fsmonitor=false',
  'advice.detachedHead=false',
];

/**
 * What git writes to stdout. It never asks for a password, and does not look for a repository above `cwd`.
 * @param what for the message: `read the tags of <url>`
 * @throws ExplainedError where git fails, or is not there
 */
export async function git(
  args: readonly string[],
  what: string,
  { cwd, signal }: GitContext,
): Promise<string> {
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  const result = await run('git', [...settings, ...args], {
    cwd,
    signal,
    capture: true,
    env: {
      GIT_TERMINAL_PROMPT: '0',
      GIT_ASKPASS: 'true',
      SSH_ASKPASS: 'true',
      GIT_ALLOW_PROTOCOL: 'https:ssh:file',
      // The one whose hook may have started this.
      GIT_DIR: `${cwd}/.git`,
      GIT_WORK_TREE: cwd,
      LC_ALL: 'C',
    },
  });
  if (result.missing) {
    throw new ExplainedError('There is no git on this machine.', [
      'Install git, or take the source from pypi: or path:.',
    ]);
  }
  if (result.exitCode === 0) return result.stdout;
  throw new ExplainedError(`git could not ${what}:${lastLines(result.stderr)}`, [
    'Check the address, and that this machine reaches it: git ls-remote <url>',
    'A repository that is not public needs a credential helper or an SSH key: nothing is asked for here.',
  ]);
}

function lastLines(text: string): string {
  const lines = text
    .replace(/[^\x20-\x7e\n]/g, '')
    .split('\n')
    .filter((line) => line.trim());
  return lines.length === 0
    ? ' it said nothing.'
    : lines
        .slice(-6)
        .map((line) => `\n    ${line}`)
        .join('');
}
