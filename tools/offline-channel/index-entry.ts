import type { RecipeRequirements } from './package-recipe';

/** A conda package made from one file of the Python package index. */
export interface IndexEntry {
  /** conda-forge's name for it. */
  readonly name: string;
  /** The name on the Python package index, if different. */
  readonly distribution?: string;
  readonly version: string;
  /** SHA-256 of the file: pip accepts only this file. */
  readonly sha256: string;
  /**
   * `module`: pure Python, one package for all platforms. `extension`: compiled for `pythonMinor`. `scripts`: only
   * the programs, as conda-forge packages them. `programs`: likewise, from a wheel that has them with their files in a
   * module, `<name>/data`. `sdist`: a source archive of one module, `<name>.py`.
   */
  readonly content: 'module' | 'extension' | 'scripts' | 'programs' | 'sdist';
  /** SPDX. */
  readonly license: string;
  /** Besides python, which follows from the content. */
  readonly run?: readonly string[];
  readonly constraints?: readonly string[];
  readonly runExports?: RecipeRequirements['run_exports'];
  /** `name = module:function`; a wheel has no launchers. Only for kind `module`: they need python to be installed. */
  readonly entryPoints?: readonly string[];
}
