import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { approximate } from '../../nx-conda/src/recipe/facts/approximate';
import { differenceOfReaders } from '../../nx-conda/src/recipe/yaml/compare-readers.fixture';
import { mentionsOf } from '../../nx-conda/src/recipe/reads/mentions';
import { parseRecipe } from '../../nx-conda/src/recipe/parts/parse';
import { RecipeError } from '../../nx-conda/src/recipe/yaml/recipe-error';
import { Scope } from '../../nx-conda/src/recipe/parts/scope';
import { parseVariants } from '../../nx-conda/src/recipe/variants/variants';
import { mutate, Random } from './mutations';

/** The result for one text, and the time it took. */
export interface Reading {
  /** `read`, `refused: KIND`, or `crash: WHY`. */
  outcome: string;
  ms: number;
}

/** Larger files belong to other programs. */
const LARGEST = 60_000;

const recipes = recipesOf(process.argv[2] ?? '');

// A separate process: endless loops and crashes are visible from outside.
process.on('message', (seed: number) => process.send?.(readMutation(seed)));

function readMutation(seed: number): Reading {
  const random = new Random(seed);
  const text = mutate(random.pick(recipes), random).toString('utf8');
  const started = performance.now();
  const outcome = outcomeOf(text);
  return { outcome, ms: performance.now() - started };
}

/** Recipes that are read, and some files that are not: mutations of those show little. */
function recipesOf(folder: string): Buffer[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length))
    .sort()
    .filter((path, index) => /^(?!.*legacy).*\/recipe\.yaml$/.test(path) || index % 20 === 0)
    .map((path) => readFileSync(join(folder, path)))
    .filter(({ length }) => length > 0 && length < LARGEST);
}

/** Reads a text as the graph does: as a recipe, and as a variant file. */
function outcomeOf(text: string): string {
  const difference = differenceOfReaders(text);
  if (difference !== undefined) return `crash: the quick reader ${difference}`;
  const outcomes = [() => readRecipe(text), () => parseVariants(text, 'variants.yaml')].map(tried);
  return outcomes.find((outcome) => outcome.startsWith('crash')) ?? outcomes[0] ?? '';
}

function readRecipe(text: string): void {
  const recipe = parseRecipe(text, 'recipe.yaml');
  const variants = { values: { python: ['3.11', '3.12'], c_compiler: ['gcc'] }, zipKeys: [] };
  mentionsOf(recipe, [], new Scope(recipe, variants, 'linux-64', {}));
  approximate(recipe, variants, 'linux-64', {});
}

function tried(read: () => unknown): string {
  try {
    read();
    return 'read';
  } catch (error) {
    if (!(error instanceof RecipeError)) return `crash: ${String(error)}`;
    const isPlaced = error.diagnostics.every(({ line, column }) => line >= 1 && column >= 1);
    return isPlaced && error.diagnostics.length > 0
      ? `refused: ${error.kind}`
      : `crash: no place in ${error.message}`;
  }
}
