/**
 * The package name in a match spec, in lower case: `conda-forge::Cumm >=0.7` gives `cumm`. Empty if the spec names no
 * package.
 */
export function packageName(spec: string): string {
  const withoutChannel = spec.slice(spec.lastIndexOf('::') + 1).replace(/^:/, '');
  return (/^[^\s=<>!~[;,|]*/.exec(withoutChannel.trim())?.[0] ?? '').toLowerCase();
}
