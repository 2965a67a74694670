import type { Variant } from '../recipe/facts/configured-variant';

/** What a recipe says about the duration of its build. */
export type BuildClass = 'cuda' | 'compiled' | 'other';

/**
 * Durations of builds and tests that no report has. They are only there to tell long from short: measured with the
 * recipes of this repository on two cores (ccimport and pccm: 4 and 8 s; cumm for the CPU: 3 min; cumm, pointcept and
 * part of spconv for CUDA: 9, 16 and 31 min), and rounded up for the installation of the environments.
 */
export const TYPICAL_SECONDS: Record<BuildClass, number> = { cuda: 30 * 60, compiled: 4 * 60, other: 30 };
export const TYPICAL_TEST_SECONDS = 20;

/** @param variant of the project; undefined if it builds all variants. */
export function buildClass(recipe: string, variant?: Variant): BuildClass {
  const text = recipe.replace(/^\s*#.*$/gm, '');
  const isForCpu = variant?.['cuda_compiler_version'] === 'None';
  if (!isForCpu && /\bcompiler\(\s*["']cuda["']|\bcuda-nvcc\b/.test(text)) return 'cuda';
  return /\bcompiler\(/.test(text) ? 'compiled' : 'other';
}
