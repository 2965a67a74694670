import type { ProjectConfiguration } from '@nx/devkit';
import type { ReadPlan } from './reads/plan';

/** What the plugin knows of a project, kept in its metadata under `conda`. */
export interface CondaMetadata {
  /** recipe.yaml, relative to the workspace root. */
  recipe: string;
  /** False when the requirements are over-approximated because rattler-build did not render the recipe. */
  exact: boolean;
  /** Why not exact. */
  reason?: string;
  /** Templates of package names that nobody could evaluate: who provides them is unknown. */
  unresolved?: string[];
  /** The shared variant files that the graph and the hash know, relative to the workspace root. */
  variants: string[];
  /** Package names that the project builds. */
  provides: string[];
  /** Names of the projects that must be built before, and that a build may take packages from. */
  build: string[];
  /** Names of the projects in the test environment. */
  test: string[];
  /** What the project reads: what has to be looked at before Nx hashes, and while it is built. */
  reads: ReadPlan;
  /** Reads that no hash covers, with their places: such a project is not cached. */
  unhashed?: string[];
  /** Roots of the projects that the recipe itself names: the edges of the project graph. */
  edges: string[];
  /** Where the project is one of several that need each other to be built: such a build cannot start. */
  cycle?: CycleMetadata;
}

export interface CycleMetadata {
  /** Names of projects on a way round, the first is also the last. */
  path: string[];
  /** Each step of the way, with file, line and column. */
  requirements: string[];
}

/** @returns undefined for a project that is no recipe. */
export function condaMetadata(project: ProjectConfiguration | undefined): CondaMetadata | undefined {
  return project?.metadata?.['conda'] as CondaMetadata | undefined;
}
