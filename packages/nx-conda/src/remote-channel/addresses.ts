import type { RemoteChannel } from './remote-channel';

/** What each kind of server calls its channels, as arguments of rattler-build 0.74. */

/** `s3://bucket/channel` */
export function s3Channel({ hostname, pathname }: URL, name: string): RemoteChannel {
  const url = `s3://${hostname}${withoutEnd(pathname)}`;
  return { kind: 's3', name, url, address: ['--to', url], hosts: [`s3://${hostname}`] };
}

/** `https://anaconda.org/owner`, or `https://anaconda.org/owner/label` */
export function anacondaChannel(url: URL, name: string): RemoteChannel | undefined {
  const [owner, label, ...more] = segments(url);
  if (owner === undefined || more.length > 0) return undefined;
  return {
    kind: 'anaconda',
    name,
    url: `https://conda.anaconda.org/${owner}${label === undefined ? '' : `/label/${label}`}`,
    address: ['--owner', owner, ...(label === undefined ? [] : ['--channel', label])],
    hosts: ['conda.anaconda.org', 'api.anaconda.org'],
  };
}

/** `cloudsmith://owner/repository` */
export function cloudsmithChannel(url: URL, name: string): RemoteChannel | undefined {
  const [repository, ...more] = segments(url);
  const owner = url.hostname;
  if (repository === undefined || more.length > 0) return undefined;
  return {
    kind: 'cloudsmith',
    name,
    url: `https://conda.cloudsmith.io/${owner}/${repository}`,
    address: ['--owner', owner, '--repo', repository],
    hosts: ['conda.cloudsmith.io', 'api.cloudsmith.io'],
  };
}

/** `quetz://host/channel`: what comes before the channel is the address of the server. */
export function lastSegmentChannel(
  kind: 'prefix' | 'quetz' | 'artifactory',
  url: URL,
  name: string,
): RemoteChannel | undefined {
  const all = segments(url);
  const channel = all.pop();
  if (channel === undefined) return undefined;
  // Solvers read a channel of Quetz below /get; its users know that URL.
  if (kind === 'quetz' && all.at(-1) === 'get') all.pop();
  const server = [url.origin, ...all].join('/');
  return {
    kind,
    name,
    url: [server, ...(kind === 'quetz' ? ['get'] : []), channel].join('/'),
    address: ['--url', server, '--channel', channel],
    hosts: [url.hostname],
  };
}

function segments({ pathname }: URL): string[] {
  return pathname.split('/').filter(Boolean);
}

function withoutEnd(path: string): string {
  return path.replace(/\/+$/, '');
}
