import { join } from 'node:path';
import type { SourceFacts } from '../../source/source-facts';
import { fixedPathPatch } from './fixed-path-patches';
import { NINJA_PATCH, ninjaPatch, requiresNinja } from './ninja-patch';
import type { RecipePlan, SourceLayout } from './plan';
import type { ReadFacts } from './read-facts';
import { detectKind, type RecipeKind } from './recipe-kind';
import type { NameKnowledge } from './requirements/conda-name';
import { readFixedFiles, readLayout, readPythonFiles } from './source-layout';
import type { TargetFolder } from './target-folder';

/** Where a recipe's facts come from. */
export interface Knowledge {
  readFacts: ReadFacts;
  names: NameKnowledge;
  /** Releases of Python that channels on this machine have, `3.11`; empty where there is none. */
  pythons?: readonly string[];
  /** Says what takes a while. */
  tell?: (line: string) => void;
}

/** A recipe that is to be. */
export interface NewRecipe {
  target: TargetFolder;
  from: string;
  /** For the newest version where `from` names none. */
  constraint?: string;
  kind: RecipeKind | 'auto';
}

/** What all recipes of a run have in common. */
export interface PlanSurroundings extends Knowledge {
  /** Of the workspace, absolute. */
  root: string;
  /** The one to build for: `linux-64`. */
  platform: string;
  /** The release of CUDA to name architectures for. */
  cuda: string;
}

/** All that is to be written for one recipe. Nothing has to be read any more. */
export interface PlannedRecipe {
  target: TargetFolder;
  plan: RecipePlan;
  /** Texts by the names of their files. */
  patches: ReadonlyMap<string, string>;
}

/** @throws ExplainedError for a source that is not there, and one that nobody can tell how to build */
export async function planRecipe(
  { target, from, constraint, kind }: NewRecipe,
  { readFacts, names, root, platform, cuda }: PlanSurroundings,
): Promise<PlannedRecipe> {
  const facts = await readFacts(from, constraint);
  const layout = await readLayout(facts);
  const patches = await patchesFor(facts, layout, platform);
  const plan: RecipePlan = {
    ...{ name: target.name, folder: join(root, target.folder), facts, names, layout, cuda },
    kind: kindOf(kind, from, facts),
    patches: [...patches.keys()],
  };
  return { target, plan, patches };
}

function kindOf(kind: RecipeKind | 'auto', from: string, facts: SourceFacts): RecipeKind {
  if (kind !== 'auto') return kind;
  return from === 'blank' ? 'python' : detectKind(facts);
}

/** By the names of their files. */
async function patchesFor(
  facts: SourceFacts,
  layout: SourceLayout,
  platform: string,
): Promise<Map<string, string>> {
  const ofCuda = fixedPathPatch(await readFixedFiles(facts), platform);
  const wantsNinja = requiresNinja(facts.python?.requires ?? []);
  const ofNinja = wantsNinja ? ninjaPatch(await readPythonFiles(facts, layout)) : undefined;
  const all: [string, string | undefined][] = [
    [CUDA_PATCH, ofCuda],
    [NINJA_PATCH, ofNinja],
  ];
  return new Map(all.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

const CUDA_PATCH = 'conda-cuda-paths.patch';
