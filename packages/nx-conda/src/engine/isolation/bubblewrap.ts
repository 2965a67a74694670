import { tmpdir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { ask } from '../../machine/ask';
import type { Environment } from '../../machine/cache-folder';
import { isProgram } from '../find';
import { ExplainedError } from '../../explained-error';

const PATIENCE_MS = 30_000;
const WITHOUT =
  'build without isolation: remove "isolated" from the options of nx-conda in nx.json and from the targets in project.json.';
const OR_WITHOUT = `Or ${WITHOUT}`;

/**
 * The program bubblewrap, after a test run.
 * @returns its absolute path.
 * @throws ExplainedError if it is not found or not permitted to work here. Never continues without it.
 */
export async function findBubblewrap(
  env: Environment,
  platform: NodeJS.Platform = process.platform,
): Promise<string> {
  if (platform !== 'linux') throw notLinux(platform);
  const command = (env['PATH'] ?? '')
    .split(delimiter)
    .filter(isAbsolute)
    .map((folder) => join(folder, 'bwrap'))
    .find(isProgram);
  if (command === undefined) throw notInstalled();
  await tryOut(command);
  return command;
}

/** Does the same as an isolated build: mounts the whole machine, and an empty folder in it. */
async function tryOut(command: string): Promise<void> {
  const trial = [
    '--die-with-parent',
    '--dev-bind',
    '/',
    '/',
    '--tmpfs',
    tmpdir(),
    '--chmod',
    '0111',
    tmpdir(),
  ];
  try {
    await ask(command, [...trial, '--', '/bin/sh', '-c', ':'], {
      cwd: '/',
      timeout: PATIENCE_MS,
    });
  } catch (error) {
    const { stderr = '', message = '' } = error as { stderr?: string; message?: string };
    throw forbidden(command, (stderr || message).trim());
  }
}

function notLinux(platform: string): ExplainedError {
  return new ExplainedError(
    `An isolated build needs bubblewrap, which exists only for Linux; this machine runs ${platform}.`,
    [
      `On this machine, ${WITHOUT}`,
      'To keep isolation in CI on Linux, set "isolated" to true in a target configuration that only CI selects with --configuration=<name>.',
    ],
  );
}

function notInstalled(): ExplainedError {
  return new ExplainedError('An isolated build needs bubblewrap, but bwrap is not found on PATH.', [
    'Install bubblewrap (Debian, Ubuntu: apt-get install bubblewrap; Fedora: dnf install bubblewrap; conda: pixi global install bubblewrap).',
    OR_WITHOUT,
  ]);
}

function forbidden(command: string, said: string): ExplainedError {
  const lines = said.split('\n').slice(-5).join('\n    ');
  return new ExplainedError(
    `An isolated build needs bubblewrap, but ${command} does not work here. It printed:\n    ${lines}`,
    [
      'If this machine is a container, start the container with --security-opt seccomp=unconfined --security-opt apparmor=unconfined, or with --privileged.',
      'On Ubuntu 23.10 or newer, AppArmor forbids user namespaces: run sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0, or add an AppArmor profile for bwrap with the rule userns.',
      'On other systems, allow user namespaces: as root, run sysctl kernel.unprivileged_userns_clone=1 (Debian) or sysctl user.max_user_namespaces=10000 (RHEL).',
      'If the output contains "Unknown option", bubblewrap is older than 0.5: update bubblewrap.',
      OR_WITHOUT,
    ],
  );
}
