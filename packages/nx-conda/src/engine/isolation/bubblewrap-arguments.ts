import { depthOf } from './places';

/** Replaces the machine's content at a path inside the sandbox. Paths are absolute, without symbolic links. */
export type Mount =
  | { kind: 'empty'; at: string }
  | { kind: 'readonly' | 'writable'; at: string; from: string }
  | { kind: 'link'; at: string; text: string };

export interface Sandbox {
  /** In any order: deeper mounts cover higher ones. */
  mounts: Mount[];
  /** Folders that can be traversed but not listed. They must be in an empty one. */
  closed: string[];
  /** Drop root's right to bypass permissions. */
  heedsPermissions: boolean;
}

/** The arguments of bubblewrap, up to the command. Except for the mounts, the machine is visible unchanged. */
export function bubblewrapArguments({ mounts, closed, heedsPermissions }: Sandbox): string[] {
  return [
    '--die-with-parent',
    ...(heedsPermissions ? ['--cap-drop', 'CAP_DAC_OVERRIDE', '--cap-drop', 'CAP_DAC_READ_SEARCH'] : []),
    ...['--dev-bind', '/', '/'],
    ...inOrder(mounts).flatMap(mountArguments),
    ...closed.flatMap((folder) => ['--dir', folder, '--chmod', '0111', folder]),
    '--',
  ];
}

/** The last mount at a path wins, and an empty folder comes before its contents. */
function inOrder(mounts: Mount[]): Mount[] {
  const rank = ({ kind, at }: Mount) => depthOf(at) * 2 + (kind === 'empty' ? 0 : 1);
  return [...mounts].sort((a, b) => rank(a) - rank(b));
}

function mountArguments(mount: Mount): string[] {
  switch (mount.kind) {
    case 'empty':
      return ['--tmpfs', mount.at];
    case 'readonly':
      return ['--ro-bind', mount.from, mount.at];
    case 'writable':
      return ['--bind', mount.from, mount.at];
    case 'link':
      return ['--symlink', mount.text, mount.at];
  }
}
