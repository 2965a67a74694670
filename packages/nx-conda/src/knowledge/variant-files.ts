/** The variant files beside a recipe: rattler-build uses the first one found (0.74). */
export const VARIANT_FILES = ['variants.yaml', 'conda_build_config.yaml'] as const;

/**
 * True for the file that rattler-build reads with conda-build's loader, including selectors in comments.
 * @param path only its last part is used
 */
export function isOfCondaBuild(path: string): boolean {
  return path.split(/[\\/]/).pop() === 'conda_build_config.yaml';
}

/**
 * The usual names of variant files for several recipes. rattler-build reads such a file only if it is passed to it, or is
 * beside the recipe and has one of the names above.
 */
export const SHARED_VARIANT_FILES: readonly string[] = [
  'conda_build_config.yaml',
  ...['variants', 'variant', 'variants_config', 'variant_config'].flatMap((name) =>
    ['yaml', 'yml', 'json'].map((ending) => `${name}.${ending}`),
  ),
];

export function isVariantFileName(name: string): boolean {
  return SHARED_VARIANT_FILES.includes(name);
}
