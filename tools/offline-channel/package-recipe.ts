/** A download from the Python package index, or from Debian: exactly one file, identified by its hash. */
export interface Download {
  /** The distribution's name there; Debian calls it package. */
  readonly distribution: string;
  readonly version: string;
  /** SHA-256 of the file, 64 hex digits. */
  readonly sha256: string;
  readonly format: 'wheel' | 'sdist' | 'deb';
  /** Approximate; only for files large enough to announce. */
  readonly megabytes?: number;
}

/** The part of a v1 recipe that this tool writes. */
export interface Recipe {
  readonly package: { readonly name: string; readonly version: string };
  readonly source?: readonly RecipeSource[];
  readonly build: RecipeBuild;
  readonly requirements?: RecipeRequirements;
  readonly tests?: readonly { readonly script: readonly string[] }[];
  readonly about: { readonly summary: string; readonly license: string };
}

interface RecipeSource {
  /** Relative to the recipe; rattler-build unpacks it by its extension. */
  readonly path: string;
  readonly sha256: string;
  readonly target_directory?: string;
}

interface RecipeBuild {
  readonly number: 0;
  /** `{key}` stands for the entry's key, so other content never has the same file name. */
  readonly string: string;
  readonly noarch?: 'python' | 'generic';
  readonly script?: { readonly content: string };
  readonly python?: { readonly entry_points: readonly string[] };
  readonly dynamic_linking?: Readonly<Record<string, unknown>>;
  readonly prefix_detection?: Readonly<Record<string, unknown>>;
}

export interface RecipeRequirements {
  readonly run?: readonly string[];
  readonly run_constraints?: readonly string[];
  readonly run_exports?: Readonly<Partial<Record<'weak' | 'strong' | 'noarch', readonly string[]>>>;
}

/** A package for the channel. */
export interface Plan {
  readonly recipe: Recipe;
  /** By the file name that the recipe's sources use. */
  readonly downloads: Readonly<Record<string, Download>>;
  /** Inputs of the package that are not in the recipe, such as the build of an interpreter. */
  readonly fingerprint?: string;
}

/** For prebuilt files that must not change. */
export const asTheyAre: Pick<RecipeBuild, 'dynamic_linking' | 'prefix_detection'> = {
  dynamic_linking: {
    binary_relocation: false,
    missing_dso_allowlist: ['*'],
    overlinking_behavior: 'ignore',
    overdepending_behavior: 'ignore',
  },
  prefix_detection: { ignore: true },
};

/** First line of every script: with the default shell options a failed line would be ignored. */
export function shellScript(...lines: readonly string[]): { content: string } {
  return { content: ['set -euo pipefail', ...lines, ''].join('\n') };
}

/**
 * Compiles modules at packaging time; only noarch packages are compiled at installation. By hash: all files of a
 * package get the same time, so times cannot tell whether a `.pyc` matches its source.
 * @param python a shell word
 * @param folder a shell word
 */
export function compileLine(python: string, folder: string): string {
  return `${python} -I -m compileall -q -j 0 --invalidation-mode unchecked-hash ${folder}`;
}

/** Quotes any text as one word of a shell script. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
