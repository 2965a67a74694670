import { stripVTControlCharacters } from 'node:util';
import type { RenderedOutput } from '../recipe/facts/rendered-outputs';

/** Contents of rattler-build's log about several recipes, with `--log-style json` (0.74). */
export interface RenderLog {
  /** Paths of the recipes it reached; it may have stopped at the last. */
  started: string[];
  /** Paths by `name-version-build` of the variants they have; a path may have a label several times. */
  recipesOf: Map<string, Set<string>>;
}

const RECIPE = 'Processing recipe at path: ';
const VARIANT = 'Build variant: ';

/** Skips lines that are not JSON, like the error at the end. */
export function readRenderLog(text: string): RenderLog {
  const log: RenderLog = { started: [], recipesOf: new Map() };
  for (const line of text.split('\n')) {
    const message = messageOf(line);
    if (message.startsWith(RECIPE)) log.started.push(message.slice(RECIPE.length));
    else if (message.startsWith(VARIANT)) addVariant(log, message.slice(VARIANT.length));
  }
  return log;
}

/** The label of an output in the log. */
export function labelOf({ recipe }: RenderedOutput): string {
  return `${recipe.package.name}-${recipe.package.version}-${recipe.build?.string ?? ''}`.toLowerCase();
}

function messageOf(line: string): string {
  if (!line.includes(RECIPE) && !line.includes(VARIANT)) return '';
  try {
    const { fields } = JSON.parse(line) as { fields?: { message?: string } };
    return (fields?.message ?? '').trim();
  } catch {
    return '';
  }
}

/** Skipped variants have `(skipped)` after their name and are not among the outputs. */
function addVariant({ started, recipesOf }: RenderLog, text: string): void {
  const recipe = started.at(-1);
  const label = text.toLowerCase();
  if (recipe === undefined || label.endsWith(' (skipped)')) return;
  const recipes = recipesOf.get(label) ?? new Set();
  recipesOf.set(label, recipes.add(recipe));
}

/** The message from `Error:` or `×` on; everything before is progress. */
export function lastError(coloured: string): string {
  // Its frames have colors if FORCE_COLOR is set, which Nx does, despite `--color never` (0.74).
  const log = stripVTControlCharacters(coloured);
  const start = log.search(/^(Error:|\s*×)/m);
  return (
    (start < 0 ? log : log.slice(start)).trim().slice(0, 4000) || 'rattler-build failed without a message'
  );
}
