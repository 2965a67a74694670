import { ExplainedError } from '../explained-error';
import { DESTINATION_EXAMPLES } from '../publish-destination';
import { anacondaChannel, cloudsmithChannel, lastSegmentChannel, s3Channel } from './addresses';

/** The servers that rattler-build uploads to. */
export type ServerKind = 's3' | 'prefix' | 'anaconda' | 'quetz' | 'artifactory' | 'cloudsmith';

/** A channel on a server. */
export interface RemoteChannel {
  kind: ServerKind;
  /** As the user wrote it. */
  name: string;
  /** The channel for solvers. The index of a subdir is at `<url>/<subdir>/repodata.json`. */
  url: string;
  /** Arguments of rattler-build that choose the server and the channel. */
  address: string[];
  /** Hosts that get the token of the channel. S3: the URL of the bucket. */
  hosts: string[];
}

/**
 * The server that a destination stands for; undefined for a folder. Accepts the URLs of `rattler-build publish --to`,
 * and `+http` behind the scheme for servers without TLS, as in `quetz+http://localhost:8000/channel`.
 * @throws ExplainedError if the URL is not that of a channel on a known kind of server.
 */
export function remoteChannel(to: string): RemoteChannel | undefined {
  // One letter is a drive on Windows.
  const [, kind, transport = 'https'] = /^([a-z][a-z0-9]+)(?:\+(https?))?:/i.exec(to) ?? [];
  if (kind === undefined || kind.toLowerCase() === 'file') return undefined;
  const url = serverUrl(to, /^http$/i.test(kind) ? 'http' : transport);
  const found = url && channelOn(kind.toLowerCase(), url, to);
  if (found === undefined) throw unknownServer(to);
  return found;
}

function channelOn(kind: string, url: URL, to: string): RemoteChannel | undefined {
  if (kind === 's3') return s3Channel(url, to);
  if (kind === 'cloudsmith') return cloudsmithChannel(url, to);
  if (kind === 'anaconda') return anacondaChannel(url, to);
  if (kind === 'prefix' || kind === 'quetz' || kind === 'artifactory') {
    return lastSegmentChannel(kind, url, to);
  }
  const known = kind === 'https' || kind === 'http' ? kindOf(url.hostname) : undefined;
  return known && channelOn(known, url, to);
}

/** The kind of a server whose URL has no scheme of its own; like rattler-build 0.74, but never by a part of a name. */
function kindOf(host: string): ServerKind | undefined {
  const isIn = (domain: string) => host === domain || host.endsWith(`.${domain}`);
  if (isIn('prefix.dev')) return 'prefix';
  if (isIn('anaconda.org')) return 'anaconda';
  return host.split('.').includes('quetz') ? 'quetz' : undefined;
}

/** Node knows the host only of URLs with a scheme of the web. */
function serverUrl(to: string, scheme: string): URL | undefined {
  try {
    return new URL(to.replace(/^[^:]+/, scheme));
  } catch {
    return undefined;
  }
}

function unknownServer(to: string): ExplainedError {
  return new ExplainedError(
    `Cannot publish packages to ${to}: this is not a folder or a channel on a known server.`,
    [
      `Set ${DESTINATION_EXAMPLES}.`,
      'For an Artifactory, Quetz or self-hosted prefix server, write the kind of the server instead of https: quetz://<host>/<channel>, artifactory://<host>/<path>/<repository> (the path is often artifactory) or prefix://<host>/<channel>.',
      'The page node_modules/nx-conda/docs/publish.md lists all forms.',
    ],
  );
}
