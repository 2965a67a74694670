import type { Change, NamedChange } from './change';
import type { TestWorkspace } from '../test-workspace';

/** A way to run the builds after a change with Nx. */
export interface Mode {
  name: string;
  /** The daemon watches the files. */
  daemon: boolean;
  /** Makes only changes that its daemon may miss, and no others. */
  quiet: boolean;
  /** Makes only changes that a commit shows, and runs only affected tasks. */
  affected: boolean;
}

export const MODES: Mode[] = [
  { name: 'run-many', daemon: false, quiet: false, affected: false },
  { name: 'run-many with a quiet daemon', daemon: true, quiet: true, affected: false },
  { name: 'run-many with the daemon', daemon: true, quiet: false, affected: false },
  { name: 'affected', daemon: false, quiet: false, affected: true },
];

/** Whether a mode can see a change. */
function isMadeIn(mode: Mode, { hidden, quiet, target }: Change): boolean {
  if (mode.affected) return !hidden && target === undefined;
  return !mode.daemon || mode.quiet === (quiet ?? false);
}

/** Changes made at once. Some changes reveal others to a quiet daemon: permissions are changed separately. */
export function turnsOf<T extends NamedChange>(mode: Mode, changes: T[]): T[][] {
  const made = changes.filter((change) => isMadeIn(mode, change));
  if (!mode.quiet) return [made];
  const isPermission = ({ name }: NamedChange) => name.startsWith('shapes-');
  return [made.filter(isPermission), made.filter((change) => !isPermission(change))].filter(
    (turn) => turn.length > 0,
  );
}

export function environmentOf({ daemon }: Mode): Record<string, string> {
  return { NX_DAEMON: String(daemon) };
}

/** The command that builds the changed projects. */
export function commandOf({ affected }: Mode, target: string): string[] {
  return affected
    ? ['affected', '-t', target, '--base=HEAD~1', '--head=HEAD', '--parallel=2']
    : ['run-many', '-t', target, '--parallel=2'];
}

/** Does something while the mode's daemon runs, if it has one. */
export async function withDaemon(
  mode: Mode,
  workspace: TestWorkspace,
  work: () => Promise<void>,
): Promise<void> {
  if (!mode.daemon) return work();
  const env = environmentOf(mode);
  await workspace.ok(['daemon', '--start'], env);
  try {
    await workspace.ok(['show', 'projects'], env);
    await work();
  } finally {
    await workspace.nx(['daemon', '--stop'], env);
  }
}
