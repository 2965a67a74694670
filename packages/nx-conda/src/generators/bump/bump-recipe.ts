import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNumberEdits } from '../../recipe/edit/build-number';
import { applyEdits, type Edit } from '../../recipe/edit/edits';
import { ExplainedError } from '../../explained-error';
import type { ParsedRecipe } from '../../recipe/parts/parse';
import type { Scope } from '../../recipe/parts/scope';
import { versionPlace } from '../../recipe/edit/version-place';
import { moveVersion } from './move-version';
import { newSource } from './new-source';
import { describePatch, patchesOf, type TriedPatch, tryPatches } from './patches';
import type { NewSource } from './source-move';

export interface BumpRequest {
  recipe: ParsedRecipe;
  to: string;
  /** The recipe's folder, absolute. */
  folder: string;
  force: boolean;
  evaluate: (recipe: ParsedRecipe) => Scope;
}

export interface BumpedRecipe {
  text: string;
  from: string;
  to: string;
  /** Log lines: the changes made and the steps left to do. */
  lines: string[];
}

/**
 * Moves a recipe to another version. Reads from the network; writes only to a temporary folder, which it removes.
 * @throws ExplainedError if the version or the new source cannot be found, or a patch does not apply
 */
export async function bumpRecipe(request: BumpRequest): Promise<BumpedRecipe> {
  const scratch = await mkdtemp(join(tmpdir(), 'nx-conda-bump-'));
  try {
    return await bumpWith(request, scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function bumpWith(request: BumpRequest, scratch: string): Promise<BumpedRecipe> {
  const { recipe, to } = request;
  const from = versionPlace(recipe).current;
  const moved = moveVersion(recipe, to, request.evaluate);
  const lines = [`${moved.place} version ${from} → ${to}`];
  const edits: Edit[] = [...moved.edits];
  let isNew = moved.sources.every(({ before }) => before.source.kind === 'path');
  for (const [index, { before, after }] of moved.sources.entries()) {
    const found = await newSource(recipe, { before, after, from, to, folder: request.folder, scratch });
    if (!found) continue;
    isNew = true;
    const patches = patchesOf(before.source.node);
    const tried =
      patches.length > 0
        ? await triedOn(found, request, { patches, scratch: join(scratch, `${index}`) })
        : [];
    requireApplied(tried, request);
    edits.push(...found.edits);
    lines.push(found.description, ...found.remarks, ...tried.map(describePatch));
  }
  if (!isNew && !request.force) throw sameSource(from, to, moved.place);
  const numbers = buildNumberEdits(recipe, () => 0);
  const text = applyEdits(recipe.text, withoutCopies([...edits, ...numbers.edits]));
  return { text, from, to, lines: [...lines, ...numbers.remarks] };
}

async function triedOn(
  source: NewSource,
  { recipe, folder, evaluate }: BumpRequest,
  { patches, scratch }: { patches: ReturnType<typeof patchesOf>; scratch: string },
): Promise<TriedPatch[]> {
  const scope = evaluate(recipe);
  await mkdir(scratch);
  const top = await source.unpackInto(scratch);
  return tryPatches(recipe, patches, {
    top,
    folder,
    evaluate: (text) => scope.valuesOf(text).texts[0] ?? text,
  });
}

function requireApplied(tried: readonly TriedPatch[], { to, force }: BumpRequest): void {
  const failed = tried.filter(({ outcome }) => !['applies', 'loose'].includes(outcome.kind));
  if (failed.length === 0 || force) return;
  const what = failed.length === 1 ? 'A patch does' : `${failed.length} patches do`;
  throw new ExplainedError(
    [
      `${what} not apply to the source of version ${to}. Nothing was changed.`,
      ...failed.map(describePatch),
    ].join('\n'),
    [
      'Rebase the patch onto the new source, or remove the patch from the recipe if the new source does not need it.',
      'To change the recipe first and fix the patch later, add --force',
    ],
  );
}

function sameSource(from: string, to: string, place: string): ExplainedError {
  return new ExplainedError(
    `${place} No source of the recipe depends on the version, so ${to} would be built from the source of ${from}.`,
    [
      'Use the version in `source:`, for example `tag: v${{ version }}`.',
      'To build the same source under the new version, add --force',
    ],
  );
}

/** Two entries may share one hash, or one variable of the context. */
function withoutCopies(edits: readonly Edit[]): Edit[] {
  return [...new Map(edits.map((edit) => [`${edit.start}:${edit.end}:${edit.text}`, edit])).values()];
}
