/** The variant files beside a recipe: rattler-build takes the first that is there (0.74). */
export const VARIANT_FILES = ['variants.yaml', 'conda_build_config.yaml'] as const;

/**
 * True for the file that rattler-build reads with the loader of conda-build, selectors in comments included.
 * @param path its last part decides
 */
export function isOfCondaBuild(path: string): boolean {
  return path.split(/[\\/]/).pop() === 'conda_build_config.yaml';
}
