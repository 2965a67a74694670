import { posix } from 'node:path';
import type { TargetConfiguration } from '@nx/devkit';
import { escapePattern, fileAt, filesBelow } from './nx-pattern';
import { type SharedVariants, variantInput } from './variant-input';

type Inputs = NonNullable<TargetConfiguration['inputs']>;

/** The reads of a build, for its hash. A test reads the same: its text is in the recipe, and not in the digest. */
export interface TaskReads {
  /** Project root, relative to the workspace root. */
  root: string;
  /** Every identifier that may be a variant key, in any spelling. */
  identifiers: string[];
  /** Environment variables that the recipe reads. */
  environment: string[];
  /** Files and folders outside the project, relative to the workspace root. */
  paths: string[];
  /** Patterns from the option `reads`, for Nx, relative to the workspace root. */
  declared: string[];
  /** Gitlinks on the way to any of these: git lists a change behind a gitlink only as its path. */
  gitlinks: string[];
  /** The environment variable with the hash of reads that Nx does not see. */
  unseen?: string;
  /** The recipe queries git about the workspace. */
  usesGit: boolean;
  variantFiles: SharedVariants[];
}

/** A literal path also matches everything below it (Nx 24); a pattern, even of one name, does not. */
function onlyPath(path: string): string {
  const pattern = escapePattern(path);
  return pattern === path ? path.replace(/\w(?=\W*$)/, '[$&]') : pattern;
}

// If no variant sets CUDA, the solver reads this variable and then the machine.
const CUDA_OVERRIDE = { env: 'CONDA_OVERRIDE_CUDA' };

// The commit and its nearest tag. `nx affected` does not run git, but any commit changes some file.
const GIT_STATE = [{ runtime: 'git describe --always --long --tags --abbrev=40' }, '{workspaceRoot}/**/*'];

// Without this, Nx hashes every npm package of the workspace into every build.
export const NO_NPM_PACKAGES = { externalDependencies: [] };

/** The reads of a build or a test, without upstream outputs. */
export function taskInputs(reads: TaskReads): Inputs {
  return [...recipeInputs(reads), CUDA_OVERRIDE, NO_NPM_PACKAGES];
}

/**
 * Outputs of earlier tasks: the digests of everything in its environment, and nothing else. Each is named by its path.
 * That costs Nx one look at the disk, while `dependentTasksOutputFiles` searches the output folders of all dependencies
 * again for each task; and it also works in a run without those tasks (`--exclude-task-dependencies`).
 *
 * Nx 24 hashes a task after the tasks whose outputs contain one of its inputs, so it sees what they have just built or
 * restored. It compares the paths as text: write them exactly as in the `outputs` of those tasks.
 * @param folders of the projects, as in the `outputs` of their builds, all in one folder.
 */
export function upstreamInputs(folders: string[]): Inputs {
  return filesIn(folders, 'digest.json');
}

/**
 * The reads of a test with downstream tests: it runs the tests in other projects' packages, which the digests do not
 * cover.
 * @param folders as for `upstreamInputs`.
 */
export function downstreamInputs(folders: string[]): Inputs {
  return filesIn(folders, 'tests.json');
}

/**
 * One file of each folder, in one pattern that Nx expands: thousands of inputs would make the project graph slow to
 * transfer.
 */
function filesIn(folders: string[], file: string): Inputs {
  const [first, ...others] = folders;
  if (first === undefined) return [];
  // Git ignores build outputs, and without `includeIgnored` Nx does not see ignored files.
  if (others.length === 0) return [{ fileset: `${first}/${file}`, includeIgnored: true }];
  const names = folders.map((folder) => posix.basename(folder)).join(',');
  return [{ fileset: `${posix.dirname(first)}/{${names}}/${file}`, includeIgnored: true }];
}

/**
 * A check reads the recipe and its variants. The providers of its requirements are in `dependsOn` of the build, and so
 * in the hash; with all recipes as inputs, each change would affect every project.
 * @param unreadVariants variant files above the recipe that are not configured, relative to the workspace root.
 */
export function checkInputs(reads: TaskReads, unreadVariants: readonly string[]): Inputs {
  return [...recipeInputs(reads), ...unreadVariants.map(fileAt), NO_NPM_PACKAGES];
}

function recipeInputs(reads: TaskReads): Inputs {
  return [
    // Not {projectRoot}: Nx would leave out nested projects.
    filesBelow(reads.root),
    // A path may be a file or a folder, now or later: the unused pattern is harmless.
    ...reads.paths.flatMap((path) => (path === '.' ? [filesBelow('.')] : [fileAt(path), filesBelow(path)])),
    ...reads.declared.map((pattern) => `{workspaceRoot}/${pattern}`),
    ...reads.gitlinks.map((path) => `{workspaceRoot}/${onlyPath(path)}`),
    ...(reads.usesGit ? GIT_STATE : []),
    ...reads.variantFiles.map((file) => variantInput(file, reads.identifiers)),
    ...reads.environment.map((env) => ({ env })),
    ...(reads.unseen === undefined ? [] : [{ env: reads.unseen }]),
  ];
}
