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
  /** Python releases in channels on this machine, `3.11`. */
  pythons?: readonly string[];
  /** Reports slow steps. */
  tell?: (line: string) => void;
}

/** A recipe to be written. */
export interface NewRecipe {
  target: TargetFolder;
  from: string;
  /** For the newest version if `from` has no version. */
  constraint?: string;
  kind: RecipeKind | 'auto';
}

/** Settings shared by all recipes of a run. */
export interface PlanSurroundings extends Knowledge {
  /** Of the workspace, absolute. */
  root: string;
  /** The target platform: `linux-64`. */
  platform: string;
  /** The CUDA release that selects the architectures. */
  cuda: string;
  /** `python_min` of the variants. */
  pythonMin?: string | undefined;
}

/** Everything needed to write one recipe, without reading more. */
export interface PlannedRecipe {
  target: TargetFolder;
  plan: RecipePlan;
  /** Texts by file name. */
  patches: ReadonlyMap<string, string>;
}

/** @throws ExplainedError if the source is not found, or how to build it is unknown */
export async function planRecipe(
  { target, from, constraint, kind }: NewRecipe,
  { readFacts, names, root, platform, cuda, pythonMin }: PlanSurroundings,
): Promise<PlannedRecipe> {
  const facts = await readFacts(from, constraint);
  const layout = await readLayout(facts);
  const patches = await patchesFor(facts, layout, platform);
  const plan: RecipePlan = {
    ...{ name: target.name, folder: join(root, target.folder), facts, names, layout, cuda, pythonMin },
    kind: kindOf(kind, from, facts),
    patches: [...patches.keys()],
  };
  return { target, plan, patches };
}

function kindOf(kind: RecipeKind | 'auto', from: string, facts: SourceFacts): RecipeKind {
  if (kind !== 'auto') return kind;
  return from === 'blank' ? 'python' : detectKind(facts);
}

/** Patches by file name. */
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
