import type { Environment } from '../machine/cache-folder';
import type { SourceOrigin, WheelRelease } from './source-facts';

export interface FetchOptions {
  /** An empty folder for the source; absolute. The caller removes it. */
  into: string;
  /** The base of relative paths. */
  cwd: string;
  env: Environment;
  signal?: AbortSignal;
}

/** A source on this machine. */
export interface FetchedSource {
  /** Absolute path of its top folder. */
  folder: string;
  origin: SourceOrigin;
  /** Whether the index has wheels of this release for some platform; undefined without wheels. */
  hasPlatformWheels?: boolean | undefined;
  /** The newest release of the index, if it has no sdist. */
  newer?: WheelRelease | undefined;
}
