import type { Environment } from '../machine/cache-folder';
import type { SourceOrigin } from './source-facts';

export interface FetchOptions {
  /** An empty folder for what is fetched; absolute. Whoever made it removes it. */
  into: string;
  /** What a relative path counts from. */
  cwd: string;
  env: Environment;
  signal?: AbortSignal;
}

/** A source on this machine. */
export interface FetchedSource {
  /** Absolute path of its top folder. */
  folder: string;
  origin: SourceOrigin;
}
