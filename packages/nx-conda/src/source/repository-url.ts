const FORGES = /^(github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gitee\.com)$/;
const NO_OWNER = /^(sponsors|orgs|users|topics|features|about)$/;

/** The repository in one of these addresses, for `git:<url>`: `https://github.com/owner/name`; undefined if there is none. */
export function repositoryUrl(addresses: readonly string[]): string | undefined {
  return addresses.map(repositoryIn).find((one) => one !== undefined);
}

function repositoryIn(address: string): string | undefined {
  if (address.length > 500 || !URL.canParse(address)) return undefined;
  const { protocol, hostname, pathname } = new URL(address);
  const host = hostname.replace(/^www\./, '');
  const [, owner = '', name = ''] = /^\/([\w.-]+)\/([\w.-]+)/.exec(pathname) ?? [];
  if (!/^https?:$/.test(protocol) || !FORGES.test(host) || owner === '' || NO_OWNER.test(owner))
    return undefined;
  return `https://${host}/${owner}/${name.replace(/\.git$/, '')}`;
}
