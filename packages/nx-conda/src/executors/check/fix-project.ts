import { createTwoFilesPatch } from 'diff';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Severities } from '../../checks/check';
import type { Finding } from '../../checks/finding';
import { type ChangedTexts, fixRecipe, type FixResult, type Renders } from '../../checks/fix';
import type { CheckRequest } from '../../checks/read-subject';
import { unreadableFindings } from '../../checks/unreadable';
import type { Engine } from '../../engine/engine';
import { RecipeError } from '../../recipe/recipe-error';
import type { CheckExecutorOptions } from './options.schema';
import { rendersWith } from './renders';

/** What fixing has come to, and what is left to find. */
export interface FixReport {
  findings: Finding[];
  /** For the user, line by line. */
  log: string[];
}

/**
 * Makes the changes that are certain, in the files.
 * @param engine undefined where there is no rattler-build: changes are made without its consent
 */
export async function fixProject(
  request: CheckRequest,
  options: { severities: Severities; engine: Engine | undefined } & CheckExecutorOptions,
): Promise<FixReport> {
  const { severities, engine, dryRun = false, targetPlatform } = options;
  const renders: Renders = engine ? rendersWith(engine, request, targetPlatform) : async () => undefined;
  try {
    const result = await fixRecipe(request, severities, renders);
    const log = await (dryRun ? diffOf(request, result.changed) : writeChanged(request, result.changed));
    return { findings: result.findings, log: [...log, ...remarks(result, { engine, dryRun })] };
  } catch (error) {
    if (error instanceof RecipeError) return { findings: unreadableFindings(error), log: [] };
    throw error;
  }
}

/** @returns a unified diff of every file that would change. */
export async function diffOf({ workspaceRoot }: CheckRequest, changed: ChangedTexts): Promise<string[]> {
  const diffs = [...changed].map(async ([path, text]) => {
    const before = await readFile(join(workspaceRoot, path), 'utf8');
    return createTwoFilesPatch(`a/${path}`, `b/${path}`, before, text, undefined, undefined, { context: 2 });
  });
  return (await Promise.all(diffs)).map((diff) => diff.replace(/^=+\n/, '').trimEnd());
}

async function writeChanged({ workspaceRoot }: CheckRequest, changed: ChangedTexts): Promise<string[]> {
  for (const [path, text] of changed) await writeFile(join(workspaceRoot, path), text);
  return [];
}

function remarks(
  { applied, refused }: FixResult,
  { engine, dryRun }: { engine: Engine | undefined; dryRun: boolean },
): string[] {
  return [
    ...applied.map(({ description }) => `${dryRun ? 'Would fix' : 'Fixed'}: ${description}`),
    ...refused.map(
      ({ description }) => `Not done, as rattler-build cannot render the recipe with it: ${description}`,
    ),
    ...(dryRun && applied.length > 0 ? ['Afterwards there would be:'] : []),
    ...(applied.length > 0 && !engine
      ? ['There is no rattler-build on this machine: whether the recipe still renders has not been tried.']
      : []),
  ];
}
