/** The server of channels given by name (conda's `channel_alias`, rattler's default). */
const ALIAS = 'https://conda.anaconda.org';

/** The URL of a remote channel, `conda-forge` or `https://…`; undefined for anything else. */
export function remoteChannelUrl(channel: string): string | undefined {
  if (/^https?:\/\//.test(channel)) return channel.replace(/\/+$/, '');
  return /^[\w-][\w.-]*(\/[\w.-]+)*$/.test(channel) ? `${ALIAS}/${channel}` : undefined;
}
