import { posix } from 'node:path';
import type { TargetConfiguration } from '@nx/devkit';
import { type VariantConfig } from '../recipe/variants/variants';
import { escapePattern, fileAt, filesBelow } from './nx-pattern';
import { normalizeKey } from '../recipe/template/variant-key';

type Inputs = NonNullable<TargetConfiguration['inputs']>;

/**
 * What a build reads, as far as its hash is concerned. A test reads the same: its text is in the recipe, and is not part
 * of the digest.
 */
export interface TaskReads {
  /** Project root, relative to the workspace root. */
  root: string;
  /** Every identifier that may be a variant key, in any spelling. */
  identifiers: string[];
  /** Environment variables that the recipe asks for. */
  environment: string[];
  /** Files and folders besides its own, relative to the workspace root. */
  paths: string[];
  /** Patterns of files that the option `reads` declares, for Nx, relative to the workspace root. */
  declared: string[];
  /** Gitlinks that lead to any of these: all that git shows of a change behind one is its own path. */
  gitlinks: string[];
  /** The environment variable with the hash of what Nx does not see. */
  unseen?: string;
  /** The recipe asks git about the workspace. */
  usesGit: boolean;
  variantFiles: SharedVariants[];
}

/** A variant file shared by recipes. */
export interface SharedVariants {
  /** Relative to the workspace root. */
  path: string;
  /** Values and zip groups where the file is JSON: only then can Nx hash single fields. */
  json?: VariantConfig;
}

/** A path as it is would stand for all that is below it, too (Nx 24); a pattern, even of one name, does not. */
function onlyPath(path: string): string {
  const pattern = escapePattern(path);
  return pattern === path ? path.replace(/\w(?=\W*$)/, '[$&]') : pattern;
}

// Where no variant decides about CUDA, the solver asks this variable and then the machine.
const CUDA_OVERRIDE = { env: 'CONDA_OVERRIDE_CUDA' };

// The commit and the tags that lead to it. `nx affected` does not ask git, but any commit changes some file.
const GIT_STATE = [{ runtime: 'git describe --always --long --tags --abbrev=40' }, '{workspaceRoot}/**/*'];

// Without this, Nx hashes every npm package of the workspace into every build.
const NO_NPM_PACKAGES = { externalDependencies: [] };

/** What a build reads, or a test, but for what is built before it. */
export function taskInputs(reads: TaskReads): Inputs {
  return [...recipeInputs(reads), CUDA_OVERRIDE, NO_NPM_PACKAGES];
}

/**
 * What tasks before it leave: the digests of all that is in its environment, and of nothing else. Each is named by its
 * path. That costs Nx one look at the disk, where `dependentTasksOutputFiles` looks through the output folders of all
 * dependencies, for each task anew; and it holds in a run without those tasks (`--exclude-task-dependencies`).
 *
 * Nx 24 hashes a task after those whose outputs hold a file of its inputs, so that it sees what they have just built or
 * restored. It compares paths for that: they must be written as in the `outputs` of those tasks.
 * @param folders of the projects, as in the `outputs` of their builds, all in one folder.
 */
export function upstreamInputs(folders: string[]): Inputs {
  return filesIn(folders, 'digest.json');
}

/**
 * What a test reads whose package has downstream tests: it runs the tests of other projects' packages, which are no part
 * of their digests.
 * @param folders as for `upstreamInputs`.
 */
export function downstreamInputs(folders: string[]): Inputs {
  return filesIn(folders, 'tests.json');
}

/**
 * One file of each folder. In one pattern, which Nx takes for the paths that it stands for: thousands of inputs make the
 * project graph slow to pass on.
 */
function filesIn(folders: string[], file: string): Inputs {
  const [first, ...others] = folders;
  if (first === undefined) return [];
  // Git ignores what is built, and without `includeIgnored` Nx knows no ignored file.
  if (others.length === 0) return [{ fileset: `${first}/${file}`, includeIgnored: true }];
  const names = folders.map((folder) => posix.basename(folder)).join(',');
  return [{ fileset: `${posix.dirname(first)}/{${names}}/${file}`, includeIgnored: true }];
}

/**
 * A check looks at the recipe and its variants. Who provides what it requires is in `dependsOn` of the build, and with it
 * in the hash; all recipes as inputs would make every project affected by each of them.
 */
export function checkInputs(reads: TaskReads): Inputs {
  return [...recipeInputs(reads), NO_NPM_PACKAGES];
}

function recipeInputs(reads: TaskReads): Inputs {
  return [
    // Not {projectRoot}: Nx would leave out what belongs to a project inside.
    filesBelow(reads.root),
    // A path may be a file or a folder, now or later: a pattern for the other one is harmless.
    ...reads.paths.flatMap((path) => (path === '.' ? [filesBelow('.')] : [fileAt(path), filesBelow(path)])),
    ...reads.declared.map((pattern) => `{workspaceRoot}/${pattern}`),
    ...reads.gitlinks.map((path) => `{workspaceRoot}/${onlyPath(path)}`),
    ...(reads.usesGit ? GIT_STATE : []),
    ...reads.variantFiles.map((file) => variantInput(file, reads.identifiers)),
    ...reads.environment.map((env) => ({ env })),
    ...(reads.unseen === undefined ? [] : [{ env: reads.unseen }]),
  ];
}

/** Also fields that are absent today: adding or deleting one must be seen. */
function variantInput({ path, json }: SharedVariants, identifiers: string[]): Inputs[number] {
  const whole = fileAt(path);
  if (!json) return whole;
  const used = keysUsed(Object.keys(json.values), identifiers);
  const zipped = json.zipKeys.filter((group) => keysUsed(group, identifiers).length > 0).flat();
  const wiring = zipped.length > 0 || used.some((key) => hasSeveral(json, key)) ? ['zip_keys'] : [];
  const fields = [...new Set([...identifiers, ...used, ...zipped, ...wiring])].sort();
  // Nx reads a dot as a path into an object.
  return used.some((key) => key.includes('.'))
    ? whole
    : { json: `{workspaceRoot}/${path}`, fields: fields.filter((key) => !key.includes('.')) };
}

/** A key that has left its group is the concern of those who use it still; with one value, groups change nothing. */
function hasSeveral({ values }: VariantConfig, key: string): boolean {
  return (values[key]?.length ?? 0) > 1;
}

/** Keys are the same name whatever stands for `-`, `_` and `.` in them (rattler-build normalises them). */
function keysUsed(keys: string[], identifiers: string[]): string[] {
  const wanted = new Set(identifiers.map(normalizeKey));
  return keys.filter((key) => wanted.has(normalizeKey(key)));
}
