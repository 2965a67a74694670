import type { Subject } from './subject';

// What is known about the channels that a workspace is configured with.

/** The channel of a match spec: `conda-forge` in `conda-forge::cuda-version`; undefined where it names none. */
export function channelOf(spec: string): string | undefined {
  const [channel, name] = spec.split('::');
  return name === undefined ? undefined : channel;
}

/** Whether one of the channels is of this name, `pytorch`: alone, or as the last part of an address. */
export function hasChannel({ workspace }: Pick<Subject, 'workspace'>, name: string): boolean {
  return workspace.channels.some((channel) => lastPart(channel) === name);
}

/** Whether all packages of the channels are conda-forge's, or bioconda's, which keeps to its names. */
export function isOnlyCondaForge({ workspace }: Pick<Subject, 'workspace'>): boolean {
  return (
    workspace.channels.length > 0 &&
    workspace.channels.every((channel) => /^(conda-forge|bioconda)$/.test(lastPart(channel)))
  );
}

/** True or false where that is certain: a project builds it, or the channels are folders on this machine. */
export function isProvided({ workspace }: Pick<Subject, 'workspace'>, name: string): boolean | undefined {
  if (workspace.provides.has(name) || name.startsWith('__')) return true;
  return workspace.channelPackages?.has(name);
}

function lastPart(channel: string): string {
  return channel.replace(/\/+$/, '').split('/').pop() ?? '';
}
