import { SETUPTOOLS } from '../../source/python-project/build-requirements';
import type { PythonFacts, SourceFacts } from '../../source/source-facts';
import type { RecipeKind } from './recipe-kind';
import type { NameKnowledge } from './requirements/conda-name';

/** Everything needed to write a recipe, without reading more. */
export interface RecipePlan {
  /** Of the conda package; valid. */
  name: string;
  kind: RecipeKind;
  facts: SourceFacts;
  /** Where the recipe goes, absolute. */
  folder: string;
  /** The CUDA release that selects the architectures: `12.6`. */
  cuda: string;
  names: NameKnowledge;
  /** `python_min` of the variants, `3.10`; undefined if they do not have it. */
  pythonMin?: string | undefined;
  layout: SourceLayout;
  /** Names of patch files beside the recipe. */
  patches: string[];
}

/** The parts of a source's top folder that scripts name. Plain paths only. */
export interface SourceLayout {
  /** Files and folders of the Python packages: `pointcept`, `src/one.py`. */
  modules: string[];
  /** Folders with configuration and programs for research code. */
  dataFolders: string[];
  /** The entries of `include/`. */
  headers: string[];
}

/** The Python facts of a source; defaults if it has none but is installed as a Python package. */
export function pythonFactsOf({ facts, name }: RecipePlan): PythonFacts {
  const silent: PythonFacts = {
    ...{ project: '.', imports: [name.replace(/[-.]/g, '_')], requires: [], buildRequires: [SETUPTOOLS] },
    ...{ requiresPython: undefined, entryPoints: [], renamedBy: [] },
    isPure: facts.languages.length === 0,
  };
  return facts.python ?? silent;
}
