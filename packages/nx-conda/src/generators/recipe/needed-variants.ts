import { normalizeKey } from '../../recipe/template/variant-key';
import { pythonFor } from './python-versions';

/** Default values for Linux; existing values of the workspace are kept. */
const DEFAULTS: Readonly<Record<string, string>> = {
  c_stdlib: 'sysroot',
  // conda-forge's baseline: every Linux since 2012, and since 2018 with CUDA 12.
  c_stdlib_version: '2.17',
  cuda_compiler: 'cuda-nvcc',
};

/** Values for keys of conda-forge's pinning that recipes of other workspaces use. */
export const KEY_DEFAULTS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(DEFAULTS),
  ['cuda_compiler_version', '12.6'],
  ['python', `${pythonFor(undefined, [])}.*`],
  // conda-forge's, since Python 3.9 has ended.
  ['python_min', '3.10'],
]);

/** Inputs for the default values. */
export interface VariantChoice {
  /** CUDA release: `12.6`. */
  cuda: string;
  /** Python releases in the channels, `3.11`; empty if unknown. */
  pythons: readonly string[];
}

/**
 * The keys, with values, that a recipe needs and the variant files lack.
 * @param recipe the whole text
 * @param present keys of all variant files
 */
export function neededVariants(
  recipe: string,
  present: Iterable<string>,
  { cuda, pythons, requiresPython }: VariantChoice & { requiresPython: string | undefined },
): Record<string, string[]> {
  const there = new Set([...present].map(normalizeKey));
  const wanted: [string, string][] = [];
  if (/^ +- python$/m.test(recipe)) wanted.push(['python', `${pythonFor(requiresPython, pythons)}.*`]);
  if (recipe.includes("stdlib('c')")) {
    wanted.push(
      ...['c_stdlib', 'c_stdlib_version'].map((key): [string, string] => [key, DEFAULTS[key] ?? '']),
    );
  }
  if (recipe.includes('cuda_compiler_version')) {
    wanted.push(['cuda_compiler', DEFAULTS['cuda_compiler'] ?? ''], ['cuda_compiler_version', cuda]);
  }
  return Object.fromEntries(wanted.filter(([key]) => !there.has(key)).map(([key, value]) => [key, [value]]));
}

/** The keys for several recipes; for a shared key, the first recipe chooses the value. */
export function allNeededVariants(
  recipes: readonly { text: string; requiresPython: string | undefined }[],
  present: Iterable<string>,
  choice: VariantChoice,
): Record<string, string[]> {
  const there = [...present];
  let needed: Record<string, string[]> = {};
  for (const { text, requiresPython } of recipes) {
    const known = [...there, ...Object.keys(needed)];
    needed = { ...needed, ...neededVariants(text, known, { ...choice, requiresPython }) };
  }
  return needed;
}
