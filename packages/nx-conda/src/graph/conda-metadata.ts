import type { ProjectConfiguration } from '@nx/devkit';
import type { Variant } from '../recipe/facts/configured-variant';
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
  /** Versions of these packages, by name; only if exact. */
  versions?: Record<string, string[]>;
  /**
   * Folder of the packages, relative to the workspace root, unless a `project.json` sets `outputRoot`; undefined if other
   * projects build the variants.
   */
  output?: string;
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
  /** Names of the projects that build the variants, by label; undefined: the project builds them itself. */
  splitInto?: Record<string, string>;
  /** The option `splitVariants` is set, but the variants are unknown: the project builds all of them. */
  isWhole?: boolean;
  /** The variant that the project builds; undefined: all of the recipe. */
  variant?: VariantMetadata;
}

export interface VariantMetadata {
  /** Name of the recipe's project. */
  of: string;
  label: string;
  values: Variant;
  /** These values, and one for each key that only other outputs of the recipe use. */
  complete: Variant;
  /** Variant files beside the recipe, relative to the workspace root: only their values for this variant are hashed. */
  unhashedFiles: string[];
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
