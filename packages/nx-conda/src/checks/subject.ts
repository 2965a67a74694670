import type { Node } from 'yaml';
import type { ParsedRecipe } from '../recipe/read/parse';
import type { Scope } from '../recipe/read/scope';
import type { VariantConfig } from '../recipe/variants/variants';
import { type CheckedFile, type Place, placeOf } from '../recipe/yaml/place';
import type { Level } from '../recipe/read/outputs';
import type { RequirementItem } from '../recipe/read/requirement-items';
import type { ScriptText } from '../recipe/read/scripts';
import type { SourceFile } from '../source/native/includes';
import type { Source } from '../recipe/read/sources';

/** All that rules look at. Nothing in it has to be read or run any more. */
export interface Subject {
  recipe: ParsedRecipe;
  file: CheckedFile;
  /** Evaluates templates over all variants. */
  scope: Scope;
  platform: string;
  /** What is built: the recipe, or its outputs, staging ones included. */
  levels: Level[];
  /** Everything under `requirements:` and in the tests, in the order of the file. */
  items: RequirementItem[];
  /** Of builds, not of tests. */
  scripts: ScriptText[];
  sources: Source[];
  /** The text files in the folder of the recipe, by name. */
  besides: ReadonlyMap<string, CheckedFile>;
  /** In the order in which rattler-build merges them. */
  variantFiles: VariantText[];
  /** Merged, whatever the platform. */
  variants: VariantConfig;
  /** Undefined where the source is not on this machine. */
  source: SourceTree | undefined;
  workspace: WorkspaceKnowledge;
}

export interface VariantText {
  file: CheckedFile;
  /** True for the file beside the recipe. */
  isOwn: boolean;
}

/** The source of the recipe, as far as rules read it. */
export interface SourceTree {
  /** False where a part of the source is not on this machine: nothing can be said to be missing then. */
  isComplete: boolean;
  /** False where it may be that of another state of the recipe: what a failed build left. */
  isCurrent: boolean;
  /** Names in the top folder. */
  entries: ReadonlySet<string>;
  /** Folders directly below the top that hold an `__init__.py`. */
  pythonPackages: string[];
  /** Build files and C, C++ and CUDA sources. `path` as the user should see it. */
  files: SourceFile[];
}

export interface WorkspaceKnowledge {
  /** Names of packages that projects build, each with the names of those projects. */
  provides: ReadonlyMap<string, readonly string[]>;
  /** As configured. */
  channels: readonly string[];
  /** All packages of the channels; undefined where one of them is not on this machine. */
  channelPackages: ReadonlySet<string> | undefined;
  /** Git submodules that are not checked out, relative to the workspace root, each with the command that does it. */
  absentSubmodules?: ReadonlyMap<string, string>;
  /** Why rattler-build could not render the recipe; undefined where it did. */
  notRendered?: string;
}

/** The top of the recipe, where something is missing altogether: its first key. */
export function topOf(subject: Pick<Subject, 'file' | 'recipe'>): Place {
  const first = subject.recipe.root.items[0]?.key as Node | undefined;
  return placeOf(subject, first ?? subject.recipe.root);
}
