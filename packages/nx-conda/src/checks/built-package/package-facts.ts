import { posix } from 'node:path';
import type { PackagedFile } from '../../channel/package-contents';
import type { Linking } from '../../recipe/facts/linking';
import type { ResolvedEnvironments } from '../../recipe/facts/resolved-environments';
import type { Severity } from '../finding';

/** The facts that are checked about a package that was just built. */
export interface PackageFacts extends Linking {
  name: string;
  /** `noarch`, `linux-64`, ... */
  subdir: string;
  /** Match specs, as in the index. */
  depends: string[];
  constrains: string[];
  /** `info/` included. */
  files: PackagedFile[];
  /** The environments it was built in. */
  resolved: ResolvedEnvironments;
  /** Bytes. */
  size: number;
  /** Bytes of the same package in the previous build; undefined if none. */
  previousSize?: number;
}

/** A possible problem of a package. It does not fail the build. */
export interface Suspicion {
  severity: Exclude<Severity, 'error'>;
  /** One sentence. */
  message: string;
  /** What to do, each an instruction. */
  help: string[];
}

/** The files that get installed. */
export function payloadOf({ files }: Pick<PackageFacts, 'files'>): PackagedFile[] {
  return files.filter(({ path }) => !path.startsWith('info/'));
}

/** Files of code for GPUs, outside of libraries. */
const FOR_GPUS = new Set(['.cubin', '.fatbin', '.ptx']);

/** Whether a file contains code for GPUs. */
export function hasDeviceCode(built: Pick<PackageFacts, 'files'>): boolean {
  return payloadOf(built).some(
    (file) => file.hasDeviceCode === true || FOR_GPUS.has(posix.extname(file.path)),
  );
}
