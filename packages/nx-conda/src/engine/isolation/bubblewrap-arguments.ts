import { depthOf } from './places';

/** What lies at a path inside, instead of what lies there on the machine. Paths absolute, without symbolic links. */
export type Mount =
  | { kind: 'empty'; at: string }
  | { kind: 'readonly' | 'writable'; at: string; from: string }
  | { kind: 'link'; at: string; text: string };

export interface Sandbox {
  /** In any order: what lies deeper is put over what lies higher. */
  mounts: Mount[];
  /** Folders that can be passed through and not listed. They must lie in an empty one. */
  closed: string[];
  /** Leave out root's right to pass over permissions. */
  heedsPermissions: boolean;
}

/** The arguments of bubblewrap, up to the command. The machine stays as it is but for the mounts. */
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

/** At one path the last counts, and an empty folder comes before what is put into it. */
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
