import type { RecipePlan } from '../plan';
import { condaNameOf } from '../requirements/conda-name';

/** The chosen name of a package, and the name that others require. */
export function chosenNames({ name, facts, names }: RecipePlan): string[] {
  const asked = condaNameOf(facts.name ?? name, names).name;
  return [...new Set([name, ...(asked === undefined ? [] : [asked])])];
}
