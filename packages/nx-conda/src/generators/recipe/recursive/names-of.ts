import type { RecipePlan } from '../plan';
import { condaNameOf } from '../requirements/conda-name';

/** The name that was chosen for a package, and the one that others ask for. */
export function chosenNames({ name, facts, names }: RecipePlan): string[] {
  const asked = condaNameOf(facts.name ?? name, names).name;
  return [...new Set([name, ...(asked === undefined ? [] : [asked])])];
}
