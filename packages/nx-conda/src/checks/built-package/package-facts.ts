import type { PackagedFile } from '../../channel/package-contents';
import type { Linking } from '../../recipe/facts/linking';
import type { ResolvedEnvironments } from '../../recipe/facts/resolved';
import type { Severity } from '../finding';

/** A package that was just built, as far as it is looked at. */
export interface PackageFacts extends Linking {
  name: string;
  /** `noarch`, `linux-64`, ... */
  subdir: string;
  /** Match specs, as in the index. */
  depends: string[];
  constrains: string[];
  /** `info/` included. */
  files: PackagedFile[];
  /** What it was built with. */
  resolved: ResolvedEnvironments;
  /** Bytes. */
  size: number;
  /** Bytes of the same package in the build before; undefined where there was none. */
  previousSize?: number;
}

/** What may be wrong with a package. It says so, and no more: the build has succeeded. */
export interface Suspicion {
  severity: Exclude<Severity, 'error'>;
  /** One sentence. */
  message: string;
  /** What to do, each an instruction. */
  help: string[];
}

/** What gets installed. */
export function payloadOf({ files }: Pick<PackageFacts, 'files'>): PackagedFile[] {
  return files.filter(({ path }) => !path.startsWith('info/'));
}
