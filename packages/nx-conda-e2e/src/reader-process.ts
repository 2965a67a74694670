import { approximate } from '../../nx-conda/src/recipe/approximate';
import { mentionsOf } from '../../nx-conda/src/recipe/mentions';
import { parseRecipe, RecipeError } from '../../nx-conda/src/recipe/parse';
import { Scope } from '../../nx-conda/src/recipe/scope';
import { parseVariants } from '../../nx-conda/src/recipe/variants';

// A process of its own: what never ends, or takes the process with it, is seen from outside.
process.on('message', (base64: string) =>
  process.send?.(outcomeOf(Buffer.from(base64, 'base64').toString('utf8'))),
);

/** Reads a text as the graph does: as a recipe, and as a variant file. */
function outcomeOf(text: string): string {
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
