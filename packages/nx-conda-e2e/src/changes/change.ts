import type { Place } from './place';

/**
 * What Nx must do. `may`: the build reads what is changed, and its package is the same for it: to build is a needless
 * price, no fault.
 */
export type Expected = 'builds' | 'reuses' | 'may';

/** A small recipe, a change, and what must happen to the recipe's build. */
export interface Change {
  /** What is changed, in a few words. */
  what: string;
  expected: Expected;
  /** The project's root, relative to the workspace root; default `recipes/<package name>`. */
  folder?: string;
  /** Git tells nothing of the change: neither can `affected`. */
  hidden?: boolean;
  /** No file that Nx watches has another content: its daemon may take the graph for that of before. */
  quiet?: boolean;
  /** The task that reads; default `conda-build`. */
  target?: 'conda-test';
  /** Writes the recipe and what it reads. */
  prepare: (place: Place) => void;
  /** @param round counts from 1; each must give a state that never was before, or Nx reuses that of then. */
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
