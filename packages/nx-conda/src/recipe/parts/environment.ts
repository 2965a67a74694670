import { branches, child, textOf } from '../yaml/nodes';
import type { ParsedRecipe } from './parse';

/** In files of conda-build: `os.environ.get("X")`. */
const named = /\benviron(?:\.(?:get|exists)\s*\(|\s*\[)\s*["']([^"']+)["']/g;
/** `env.X` */
const attribute = /\benv\.(?!(?:get|exists)\b)([A-Za-z_]\w*)/g;

/**
 * The environment variables that a recipe reads, sorted: in its expressions, as secrets of its scripts, and in
 * `extraText`.
 * @param called variables that its templates read by a call
 */
export function environmentIn(
  recipe: ParsedRecipe,
  expressions: string[],
  extraText: string[],
  called: string[],
): string[] {
  const names = [
    ...called,
    ...extraText.flatMap((text) => [...text.matchAll(named)].map(([, name]) => name)),
    ...expressions.flatMap((text) => [...text.matchAll(attribute)].map(([, name]) => name)),
    ...secretsOf(recipe),
  ];
  return [...new Set(names.filter((name): name is string => name !== undefined && name !== ''))].sort();
}

/** The environment variables that its scripts get as secrets. */
export function secretsOf({ root }: ParsedRecipe): string[] {
  const scripts = [root, ...branches(child(root, 'outputs'))].map((output) =>
    child(output, 'build', 'script'),
  );
  return scripts.flatMap((script) =>
    [...branches(child(script, 'secrets'))].map((node) => textOf(node) ?? ''),
  );
}
