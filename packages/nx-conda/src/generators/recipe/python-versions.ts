import { satisfies } from '../../knowledge/versions';
import { condaConstraint } from './requirements/conda-constraint';

/** The release with the most packages comes first. */
const PYTHONS = ['3.12', '3.13', '3.11', '3.10', '3.14', '3.9'];

/** The Python of a recipe if the workspace names none. @param there Pythons in the channels, `3.11`; empty if unknown */
export function pythonFor(requiresPython: string | undefined, there: readonly string[]): string {
  const { text } = condaConstraint(requiresPython ?? '');
  const suitable = PYTHONS.filter((version) => satisfies(`${version}.99`, text) === true);
  return suitable.find((version) => there.includes(version)) ?? suitable[0] ?? '3.12';
}

/** A warning if upstream allows none of the variants' Pythons: the recipe renders, but builds nothing. */
export function excludedPythons(
  { path, text, requiresPython }: { path: string; text: string; requiresPython: string | undefined },
  pythons: readonly string[] = [],
): string[] {
  const { text: bounds } = condaConstraint(requiresPython ?? '');
  const minors = pythons.flatMap((python) => /^\d+\.\d+/.exec(python) ?? []);
  const isVariant = /^ +- python$/m.test(text);
  if (!isVariant || minors.length === 0) return [];
  if (minors.some((minor) => satisfies(`${minor}.99`, bounds) !== false)) return [];
  return [
    `${path}: the source requires Python ${bounds}, but your variants have only ${minors.join(', ')}, so nothing would be built. Add a matching release to "python" in your variant files.`,
  ];
}
