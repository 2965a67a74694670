import type { Subject } from './subject';

// Facts about the channels that a workspace is configured with.

/** The channel of a match spec: `conda-forge` in `conda-forge::cuda-version`; undefined if it names none. */
export function channelOf(spec: string): string | undefined {
  const [channel, name] = spec.split('::');
  return name === undefined ? undefined : channel;
}

/** Whether a channel has this name, `pytorch`, alone or as the last part of a URL or of a folder. */
export function hasChannel({ workspace }: Pick<Subject, 'workspace'>, name: string): boolean {
  return workspace.channels.some((channel) => lastPart(channel) === name);
}

/**
 * Whether a channel on a server has this name. Which packages a folder on this machine has is known, whatever its name
 * is.
 */
export function hasRemoteChannel({ workspace }: Pick<Subject, 'workspace'>, name: string): boolean {
  return workspace.channels.some((channel) => !FOLDER.test(channel) && lastPart(channel) === name);
}

const FOLDER = /^(file:|\.{0,2}\/)/;

/** Whether all channels are conda-forge or bioconda, which uses conda-forge's names. */
export function isOnlyCondaForge({ workspace }: Pick<Subject, 'workspace'>): boolean {
  return (
    workspace.channels.length > 0 &&
    workspace.channels.every((channel) => /^(conda-forge|bioconda)$/.test(lastPart(channel)))
  );
}

/** Whether a project builds it or a channel has it; undefined if a channel is not a folder on this machine. */
export function isProvided({ workspace }: Pick<Subject, 'workspace'>, name: string): boolean | undefined {
  if (workspace.provides.has(name) || workspace.localPackages?.has(name) || name.startsWith('__'))
    return true;
  return workspace.channelPackages?.has(name);
}

/** Without a label and the folder of a platform: `https://host/pyg/label/test`, `pyg/linux-64`. */
function lastPart(channel: string): string {
  const plain = channel
    .replace(/\/{1,9}$/, '')
    .replace(/\/(noarch|(?:linux|osx|win|emscripten|wasi)-\w{1,20})$/, '')
    .replace(/\/label\/[^/]+$/, '');
  return (
    plain
      .replace(/^file:/, '')
      .split('/')
      .pop() ?? ''
  );
}
