import { spawnSync } from 'node:child_process';

/** Why isolation does not work on this machine; undefined if it does. */
export function bubblewrapProblem(): string | undefined {
  const { error, status, stderr } = spawnSync('bwrap', ['--dev-bind', '/', '/', 'true'], {
    encoding: 'utf8',
  });
  if (error) return 'There is no bwrap on PATH: apt-get install bubblewrap.';
  return status === 0 ? undefined : `bwrap does not work here: ${stderr.trim()}`;
}
