import { PYG_NAMES } from '../../../knowledge/package-names';
import type { PythonFacts, PythonRequirement } from '../../../source/source-facts';
import { BUILD_TOOLS, oldestPython } from '../kinds/python-environment';
import type { RecipePlan } from '../plan';
import type { RecipeKind } from '../recipe-kind';
import {
  condaNameOf,
  isAbsent,
  isThere,
  type NameKnowledge,
  normalisedName,
} from '../requirements/conda-name';
import { conditionOf } from '../requirements/marker';
import { MAX_REQUIREMENTS } from '../requirements/requirement-lines';

/** A requirement that neither the workspace nor its channels have. */
export interface OpenRequirement {
  /** conda's. */
  name: string;
  /** PyPI's, normalized: where its source is. */
  distribution: string;
  /** `>=1.0,<2`; empty for any. */
  constraint: string;
  /** The package that requires it. */
  requiredBy: string;
}

/** Python, pip and the build tools: their conda packages are not built from PyPI. */
const NOT_FROM_PYPI = ['python', 'pip', ...BUILD_TOOLS];

const BY_KIND: Readonly<Record<RecipeKind, (python: PythonFacts) => PythonRequirement[]>> = {
  python: ({ requires, buildRequires }) => [...requires, ...buildRequires],
  'cuda-extension': ({ requires, buildRequires }) => [...requires, ...buildRequires],
  research: ({ requires }) => requires,
  meta: ({ requires }) => requires,
  cmake: () => [],
  'header-only': () => [],
};

/** @param platform requirements for other platforms are left out: `linux-64` */
export function openRequirements(plan: RecipePlan, platform: string): OpenRequirement[] {
  const { kind, facts, name: requiredBy, names } = plan;
  if (!facts.python) return [];
  const surroundings = {
    ...{ isNoarch: true, platform },
    oldestPython: kind === 'meta' ? undefined : oldestPython(facts.python.requiresPython),
  };
  return BY_KIND[kind](facts.python)
    .slice(0, MAX_REQUIREMENTS)
    .filter(({ marker }) => marker === undefined || conditionOf(marker, surroundings) !== false)
    .flatMap(({ name, constraint }) => {
      const open = openName(name, names);
      return open ? [{ ...open, constraint, requiredBy }] : [];
    });
}

function openName(written: string, names: NameKnowledge): { name: string; distribution: string } | undefined {
  const found = condaNameOf(written, names);
  if (found.name === undefined || NOT_FROM_PYPI.includes(found.name) || isProvided(found, names)) {
    return undefined;
  }
  return { name: found.name, distribution: distributionOf(found.name, written) };
}

/** If the channels are unknown, assumes that they have conda-forge's packages. */
function isProvided(
  { name, isKnown }: { name: string; isKnown: boolean },
  knowledge: NameKnowledge,
): boolean {
  return isThere(name, knowledge) || (isKnown && !isAbsent(name, knowledge));
}

/** The PyPI distribution of a conda package: the one of the same name, if it exists (tensorflow for tensorflow-cpu). */
function distributionOf(condaName: string, written: string): string {
  // An environment.yml has the names of the pyg channel, which do not exist on PyPI.
  const ofPyg = Object.keys(PYG_NAMES).find((name) => /^torch-/.test(name) && PYG_NAMES[name] === condaName);
  if (ofPyg !== undefined) return ofPyg;
  const onPypi = condaNameOf(condaName, { workspace: new Set(), channels: undefined });
  return onPypi.name === condaName && onPypi.isKnown ? normalisedName(condaName) : normalisedName(written);
}

const SHOWN = 10;

/** `a, b and 3 more` */
export function listOf(requirements: readonly OpenRequirement[]): string {
  const names = [...new Set(requirements.map(({ name }) => name))];
  const shown = names.slice(0, SHOWN).join(', ');
  return names.length > SHOWN ? `${shown} and ${names.length - SHOWN} more` : shown;
}
