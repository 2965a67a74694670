import { createTwoFilesPatch } from 'diff';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Severities } from '../../checks/check';
import { type ChangedTexts, fixRecipe, type FixResult } from '../../checks/fix';
import type { CheckRequest } from '../../checks/read-subject';
import { unreadableFindings } from '../../checks/unreadable';
import type { Engine } from '../../engine/engine';
import { RecipeError } from '../../recipe/yaml/recipe-error';
import { rendersWith } from './renders';
import { machinePlatform } from '../../graph/machine-platform';
import { buildMachines } from '../../recipe/template/platform';

/** How a project is fixed. */
export interface FixSettings {
  severities: Severities;
  /** Undefined without rattler-build: changes are then made unverified. */
  engine: Engine | undefined;
  targetPlatform?: string;
}

/** The safe changes for a project. Writes nothing; an unreadable recipe is left as it is. */
export async function fixProject(
  request: CheckRequest,
  { severities, engine, targetPlatform }: FixSettings,
): Promise<FixResult> {
  const platforms = platformsOf(targetPlatform);
  const renders = engine ? rendersWith(engine, request, platforms) : async () => undefined;
  try {
    return await fixRecipe(request, severities, renders);
  } catch (error) {
    if (!(error instanceof RecipeError)) throw error;
    return { changed: new Map(), applied: [], refused: [], findings: unreadableFindings(error) };
  }
}

/** The platform of the check, and those that most recipes are for: a fix for one must not break another. */
function platformsOf(targetPlatform: string = machinePlatform()): string[] {
  return [...new Set([targetPlatform, ...buildMachines])];
}

/** Lists applied and rejected changes, one per line. */
export function remarks({ applied, refused }: FixResult, engine: Engine | undefined): string[] {
  const problem = engine ? 'rattler-build cannot render the recipe' : 'nx-conda cannot parse the recipe';
  return [
    ...applied.map(({ description }) => `Fixed: ${description}`),
    ...refused.map(({ description }) => `Not fixed, because ${problem} with this change: ${description}`),
    ...(applied.length > 0 && !engine
      ? [
          'rattler-build was not found on this machine, so nx-conda did not test whether the recipe still renders. To test the recipe, install rattler-build and run nx run <project>:conda-render',
        ]
      : []),
  ];
}

/** A unified diff of every file that would change. */
export async function diffOf(workspaceRoot: string, changed: ChangedTexts): Promise<string[]> {
  const diffs = [...changed].map(async ([path, text]) => {
    const before = await readFile(join(workspaceRoot, path), 'utf8');
    return createTwoFilesPatch(`a/${path}`, `b/${path}`, before, text, undefined, undefined, { context: 2 });
  });
  return (await Promise.all(diffs)).map((diff) => diff.replace(/^=+\n/, '').trimEnd());
}

export async function writeChanged(workspaceRoot: string, changed: ChangedTexts): Promise<void> {
  for (const [path, text] of changed) await writeFile(join(workspaceRoot, path), text);
}
