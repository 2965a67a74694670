import { SETUPTOOLS } from '../../source/python-project/build-requirements';
import type { PythonFacts, SourceFacts } from '../../source/source-facts';
import type { RecipeKind } from './recipe-kind';
import type { NameKnowledge } from './requirements/conda-name';

/** All that a recipe is written from. Nothing has to be read any more. */
export interface RecipePlan {
  /** Of the conda package; valid. */
  name: string;
  kind: RecipeKind;
  facts: SourceFacts;
  /** Where the recipe goes, absolute. */
  folder: string;
  /** The release of CUDA to name architectures for: `12.6`. */
  cuda: string;
  names: NameKnowledge;
  layout: SourceLayout;
  /** Names of patch files beside the recipe. */
  patches: string[];
}

/** What stands in the top folder of a source, where a script has to name it. Plain paths only. */
export interface SourceLayout {
  /** Files and folders of the Python packages: `pointcept`, `src/one.py`. */
  modules: string[];
  /** Folders with configuration and programs that research code is used with. */
  dataFolders: string[];
  /** What `include/` has. */
  headers: string[];
}

/** Of a source that says nothing about Python, and is to be installed as if it did. */
export function pythonFactsOf({ facts, name }: RecipePlan): PythonFacts {
  const silent: PythonFacts = {
    ...{ project: '.', imports: [name.replace(/[-.]/g, '_')], requires: [], buildRequires: [SETUPTOOLS] },
    ...{ requiresPython: undefined, entryPoints: [], renamedBy: [] },
    isPure: facts.languages.length === 0,
  };
  return facts.python ?? silent;
}
