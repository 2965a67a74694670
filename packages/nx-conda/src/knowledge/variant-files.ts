/** The variant files beside a recipe: rattler-build uses the first one found (0.74). */
export const VARIANT_FILES = ['variants.yaml', 'conda_build_config.yaml'] as const;

/**
 * True for the file that rattler-build reads with conda-build's loader, including selectors in comments.
 * @param path only its last part is used
 */
export function isOfCondaBuild(path: string): boolean {
  return path.split(/[\\/]/).pop() === 'conda_build_config.yaml';
}
