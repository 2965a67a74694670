import type { Node } from 'yaml';
import type { ParsedRecipe } from '../recipe/parts/parse';
import type { Scope } from '../recipe/parts/scope';
import type { VariantConfig } from '../recipe/variants/variants';
import { type CheckedFile, type Place, placeOf } from '../recipe/yaml/place';
import type { Level } from '../recipe/parts/outputs';
import type { RequirementItem } from '../recipe/parts/requirement-items';
import type { ScriptText } from '../recipe/parts/scripts';
import type { BuildFile } from '../source/python-project/build-code';
import type { SourceFile } from '../source/source-files';
import type { AbsentFolder } from './absent-folders';
import type { Source } from '../recipe/parts/sources';

/** Everything that rules look at. Rules neither read nor run anything else. */
export interface Subject {
  recipe: ParsedRecipe;
  file: CheckedFile;
  /** Evaluates templates over all variants. */
  scope: Scope;
  platform: string;
  /** The recipe, or its outputs, including staging outputs. */
  levels: Level[];
  /** Everything under `requirements:` and in the tests, in the order of the file. */
  items: RequirementItem[];
  /** Build scripts, not test scripts. */
  scripts: ScriptText[];
  sources: Source[];
  /** The text files in the folder of the recipe, and named patches and scripts elsewhere, by path from there. */
  besides: ReadonlyMap<string, CheckedFile>;
  /** In the order in which rattler-build merges them. */
  variantFiles: VariantText[];
  /** Merged, for all platforms. */
  variants: VariantConfig;
  /** Undefined if the source is not on this machine. */
  source: SourceTree | undefined;
  /** What the recipe names on this machine that is absent, or is a link. */
  localPaths: readonly LocalPath[];
  /** What the scripts build and the source lacks. */
  absentFolders: readonly AbsentFolder[];
  workspace: WorkspaceKnowledge;
}

/** A path in a recipe that the build will not find, or will copy as a link. */
export interface LocalPath {
  kind: 'source' | 'patch' | 'script' | 'license';
  /** Its value in the recipe. */
  node: Node;
  /** As written. */
  path: string;
  state: 'absent' | 'link';
  /** Of a link. */
  target?: string;
  /** Names in the folder where it should be. */
  siblings: string[];
}

export interface VariantText {
  file: CheckedFile;
  /** True for the file beside the recipe. */
  isOwn: boolean;
}

/** The parts of the source that rules read. */
export interface SourceTree {
  /** False if a part of the source is not on this machine, or unread: a file not found here may still exist. */
  isComplete: boolean;
  /** False for the source that a failed build left: the recipe may have changed since. */
  isCurrent: boolean;
  /** Names in the top folder. */
  entries: ReadonlySet<string>;
  /** Folders directly below the top that hold an `__init__.py`. */
  pythonPackages: string[];
  /** The requirements without a marker in the metadata of the Python project in the top folder. */
  requires: MetadataRequirement[];
  /** The setup.py in the top folder, and the modules of the source that it imports; empty if pip does not run it. */
  setupCode: readonly BuildFile[];
  /**
   * The build backend of each folder with a Python project, `hatchling.build`; `own` if the source contains it, undefined
   * if unknown. The top folder is `''`.
   */
  buildBackends: ReadonlyMap<string, string | undefined>;
  /** The folders with a setup.py; the top folder is `''`. */
  setupFolders: ReadonlySet<string>;
  /** All folders below the top, with `/`. */
  folders: ReadonlySet<string>;
  /** Build files and C, C++ and CUDA sources. `path` is the one to show. */
  files: SourceFile[];
}

/** A requirement in the metadata of a Python source. */
export interface MetadataRequirement {
  /** The distribution. */
  name: string;
  /** `>=0.4.5,<0.5.0`; empty for any version. */
  constraint: string;
  /** Relative to the top folder of the source. */
  file: string;
}

export interface WorkspaceKnowledge {
  /** Names of packages that projects build, each with the names of those projects. */
  provides: ReadonlyMap<string, readonly string[]>;
  /** The configured channels. */
  channels: readonly string[];
  /** All packages of the channels; undefined if one of them is not on this machine. */
  channelPackages: ReadonlySet<string> | undefined;
  /** The packages of those channels that are folders on this machine, even if others are not. */
  localPackages?: ReadonlySet<string>;
  /** Versions of packages that projects build; without a name whose versions are not exactly known. */
  versions?: ReadonlyMap<string, readonly string[]>;
  /** Versions of the packages of the channels; undefined like `channelPackages`. */
  channelVersions?: ReadonlyMap<string, readonly string[]>;
  /** Channels that should be folders on this machine, but are not, or have no index. */
  absentChannels?: readonly { channel: string; folder: string }[];
  /** Git submodules that are not checked out, relative to the workspace root, each with the command to check it out. */
  absentSubmodules?: ReadonlyMap<string, string>;
  /** Variant files in folders above the recipe that are not configured. */
  unreadVariants?: readonly CheckedFile[];
  /** Why rattler-build could not render the recipe; undefined if it could. */
  notRendered?: string | undefined;
}

/** The place of findings about missing parts: the first key of the recipe. */
export function topOf(subject: Pick<Subject, 'file' | 'recipe'>): Place {
  const first = subject.recipe.root.items[0]?.key as Node | undefined;
  return placeOf(subject, first ?? subject.recipe.root);
}
