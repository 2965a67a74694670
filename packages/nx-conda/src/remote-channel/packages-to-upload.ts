import { unlikeItsIndex } from '../channel/assemble';
import type { PackageToPublish } from '../channel/placement';
import { ExplainedError } from '../explained-error';
import { hashFile } from '../machine/file-hash';
import type { Access } from './access';
import { howToLogIn } from './tokens';

/** @throws ExplainedError if a package is not what its index says. */
export async function requireIntact({ file, sha256 }: PackageToPublish): Promise<void> {
  const found = await hashFile(file);
  if (found !== sha256) throw unlikeItsIndex(file, found, sha256);
}

export function subdirsToUpload(packages: PackageToPublish[]): Set<string> {
  return new Set(packages.map(({ subdir }) => subdir));
}

export function unreadable({ channel }: Access, problem: string): ExplainedError {
  return new ExplainedError(
    `Could not read the packages of ${channel.name}, so nx-conda cannot tell which packages are new. The error:\n` +
      problem.replace(/^/gm, '    '),
    [...howToLogIn(channel), `Check that ${channel.url} exists and can be reached from this machine.`],
  );
}
