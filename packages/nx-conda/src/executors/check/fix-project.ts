import { createTwoFilesPatch } from 'diff';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Severities } from '../../checks/check';
import { type ChangedTexts, fixRecipe, type FixResult, type Renders } from '../../checks/fix';
import { type CheckRequest, readSubject } from '../../checks/read-subject';
import { unreadableFindings } from '../../checks/unreadable';
import type { Engine } from '../../engine/engine';
import { RecipeError } from '../../recipe/yaml/recipe-error';
import { rendersWith } from './renders';

/** How a project is fixed. */
export interface FixSettings {
  severities: Severities;
  /** Undefined where there is no rattler-build: changes are made without its consent. */
  engine: Engine | undefined;
  targetPlatform?: string;
}

/** What is certain to be right for a project. Writes nothing; a recipe that cannot be read is left as it is. */
export async function fixProject(
  request: CheckRequest,
  { severities, engine, targetPlatform }: FixSettings,
): Promise<FixResult> {
  const renders = engine ? rendersWith(engine, request, targetPlatform) : readsWith(request);
  try {
    return await fixRecipe(request, severities, renders);
  } catch (error) {
    if (!(error instanceof RecipeError)) throw error;
    return { changed: new Map(), applied: [], refused: [], findings: unreadableFindings(error) };
  }
}

/** Without rattler-build, only what nobody could read any more is refused. */
function readsWith(request: CheckRequest): Renders {
  return async (changed) => {
    try {
      await readSubject({ ...request, changed });
      return undefined;
    } catch (error) {
      if (error instanceof RecipeError) return false;
      throw error;
    }
  };
}

/** What was done and what was not, line by line. */
export function remarks({ applied, refused }: FixResult, engine: Engine | undefined): string[] {
  return [
    ...applied.map(({ description }) => `Fixed: ${description}`),
    ...refused.map(
      ({ description }) => `Not done, as rattler-build cannot render the recipe with it: ${description}`,
    ),
    ...(applied.length > 0 && !engine
      ? ['There is no rattler-build on this machine: whether the recipe still renders has not been tried.']
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
