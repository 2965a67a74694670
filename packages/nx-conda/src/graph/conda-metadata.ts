import type { ProjectConfiguration } from '@nx/devkit';
import type { ReadPlan } from './reads/plan';

/** What the plugin knows about a project, in its metadata under `conda`. */
export interface CondaMetadata {
  /** recipe.yaml, relative to the workspace root. */
  recipe: string;
  /** False if the requirements are over-approximated because rattler-build did not render the recipe. */
  exact: boolean;
  /** Why not exact. */
  reason?: string;
  /** Templates of package names that could not be evaluated: their providers are unknown. */
  unresolved?: string[];
  /** The shared variant files in the graph and the hash, relative to the workspace root. */
  variants: string[];
  /** Package names that the project builds. */
  provides: string[];
  /** Folder of the packages, relative to the workspace root, unless a `project.json` sets `outputRoot`. */
  output: string;
  /** Names of the projects that must be built first; a build may take packages from them. */
  build: string[];
  /** Names of the projects in the test environment. */
  test: string[];
  /** The project's reads: checked before Nx hashes, and during the build. */
  reads: ReadPlan;
  /** Reads that no hash covers, with file and line: such a project is not cached. */
  unhashed?: string[];
  /** Roots of the projects that the recipe itself names: the edges of the project graph. */
  edges: string[];
  /** Set if the project is part of a build cycle: its build cannot start. */
  cycle?: CycleMetadata;
}

export interface CycleMetadata {
  /** Names of the projects of the cycle; the first is also the last. */
  path: string[];
  /** Each step of the cycle, with file, line and column. */
  requirements: string[];
}

/** @returns undefined for a project without a recipe. */
export function condaMetadata(project: ProjectConfiguration | undefined): CondaMetadata | undefined {
  return project?.metadata?.['conda'] as CondaMetadata | undefined;
}
