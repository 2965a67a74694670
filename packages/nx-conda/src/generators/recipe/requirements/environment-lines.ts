import { foreignName, PYG_NAMES } from '../../../knowledge/package-names';
import { packageName } from '../../../recipe/parts/package-name';
import { oneLine } from '../text/untrusted-text';
import { isAbsent, type NameKnowledge } from './conda-name';
import { line, type RequirementLine } from './requirement-lines';

/** Build tools in environments, and packages that a recipe requires in another way. */
const NOT_FOR_RUN =
  /^(python|pip|setuptools|wheel|ninja|cmake|make|gcc|gxx|cuda|cuda-.*|cudatoolkit.*|cudnn|nccl|nvidia|.*compilers?|black|flake8|isort|pytest|ipykernel|jupyter)$/;
/** Names in channels other than conda-forge. */
const RENAMED: Readonly<Record<string, string>> = { 'google-sparsehash': 'sparsehash' };
/** Header-only packages: needed only to compile. */
const HEADERS = /^(sparsehash|eigen|pybind11|cutlass)$/;
const MAX_SPECS = 300;

/**
 * The run requirements in an environment.yml. Versions are left out: they record the author's environment, not the
 * needs of the code.
 */
export function environmentLines(specs: readonly string[], knowledge: NameKnowledge): RequirementLine[] {
  return namesOf(specs)
    .filter((name) => !NOT_FOR_RUN.test(name) && !HEADERS.test(name))
    .map((name) => lineOf(name, knowledge));
}

/** Those needed only to compile. */
export function environmentHeaders(specs: readonly string[]): RequirementLine[] {
  return namesOf(specs)
    .filter((name) => HEADERS.test(name))
    .map((name) => line(name));
}

function namesOf(specs: readonly string[]): string[] {
  const names = specs.slice(0, MAX_SPECS).map((spec) => packageName(oneLine(spec, 200)));
  const plain = names.filter((name) => /^[a-z0-9_][a-z0-9_.-]*$/.test(name) && name !== 'pytorch-cuda');
  return [...new Set(plain.map(condaForgeName))].sort();
}

function condaForgeName(name: string): string {
  for (const table of [RENAMED, PYG_NAMES]) {
    if (Object.hasOwn(table, name)) return table[name] ?? name;
  }
  const foreign = foreignName(name);
  return foreign?.isCertain ? (foreign.conda ?? name) : name;
}

function lineOf(name: string, knowledge: NameKnowledge): RequirementLine {
  const todo = `TODO: correct the name, add a channel, or write a recipe. Neither the workspace nor its channels have ${name}.`;
  return line(name, isAbsent(name, knowledge) ? todo : undefined);
}
