/** Where clients look for channels that are given by name (conda's `channel_alias`, rattler's default). */
const ALIAS = 'https://conda.anaconda.org';

/** The address of a channel that is not on this machine; undefined for what is none: `conda-forge`, `https://…`. */
export function remoteChannelUrl(channel: string): string | undefined {
  if (/^https?:\/\//.test(channel)) return channel.replace(/\/+$/, '');
  return /^[\w-][\w.-]*(\/[\w.-]+)*$/.test(channel) ? `${ALIAS}/${channel}` : undefined;
}
