import type { Place } from './place';

/**
 * The expected behavior of Nx. `may`: the build reads the change, but its package is unaffected: a rebuild is
 * unnecessary, but correct.
 */
export type Expected = 'builds' | 'reuses' | 'may';

/** A small recipe, a change, and the expected result for the recipe's build. */
export interface Change {
  /** The change, in a few words. */
  what: string;
  expected: Expected;
  /** The project's root, relative to the workspace root; default `recipes/<package name>`. */
  folder?: string;
  /** Git does not show the change: neither does `affected`. */
  hidden?: boolean;
  /** No file that Nx watches changes its content: its daemon may reuse the previous graph. */
  quiet?: boolean;
  /** The task that reads; default `conda-build`. */
  target?: 'conda-test';
  /** Writes the recipe and the files that it reads. */
  prepare: (place: Place) => void;
  /** @param round counts from 1; each must give a new state, or Nx reuses an earlier result. */
  apply: (place: Place, round: number) => void;
  /** Environment variables of a round; 0: before any change. */
  env?: (name: string, round: number) => Record<string, string>;
}

/** A change of one kind of read, with the name of its package. */
export interface NamedChange extends Change {
  name: string;
}

export function named(kind: string, changes: Change[]): NamedChange[] {
  return changes.map((change, index) => ({ ...change, name: `${kind}-${index + 1}` }));
}
