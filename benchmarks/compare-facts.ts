import type { RecipeFacts } from './recipe-facts';

/** A cell of the table: the difference, or what both have. */
export interface Cell {
  isSame: boolean;
  text: string;
}

/** A generated recipe beside conda-forge's. */
export interface FactsComparison {
  recipe: Cell;
  isCompiled: boolean;
  build: Cell;
  compilers: Cell;
  cudaDev: Cell;
  imports: Cell;
}

export function compareFacts(name: string, ours: RecipeFacts, theirs: RecipeFacts): FactsComparison {
  const isNoarch = ours.isNoarch === theirs.isNoarch;
  const kind = ({ isNoarch: noarch }: RecipeFacts) => (noarch ? 'noarch' : 'compiled');
  return {
    recipe: { isSame: true, text: name },
    isCompiled: !(ours.isNoarch && theirs.isNoarch),
    build: { isSame: isNoarch, text: isNoarch ? kind(ours) : `${kind(ours)}, there ${kind(theirs)}` },
    compilers: compareLists(ours.compilers, theirs.compilers),
    cudaDev: compareLists(ours.cudaDev, theirs.cudaDev),
    imports: compareImports(ours.imports, theirs.imports),
  };
}

/** `c cxx`, or with signs: `c cxx +cuda` is only here, `-rust` only there. */
function compareLists(ours: string[], theirs: string[]): Cell {
  const both = ours.filter((one) => theirs.includes(one));
  const added = ours.filter((one) => !theirs.includes(one)).map((one) => `+${one}`);
  const missing = theirs.filter((one) => !ours.includes(one)).map((one) => `-${one}`);
  return { isSame: added.length + missing.length === 0, text: [...both, ...added, ...missing].join(' ') };
}

/** Recipes differ in how many submodules they import: the top modules count. */
function compareImports(ours: string[], theirs: string[]): Cell {
  const top = (modules: string[]) => [...new Set(modules.map((name) => name.split('.')[0] ?? name))];
  return compareLists(top(ours), top(theirs));
}
