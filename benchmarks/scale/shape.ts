/** A recipe in a graph: a project that builds its packages in one task. */
export interface Recipe {
  name: string;
  /** Names of the recipes in the same graph whose packages it builds or runs with. */
  needs: string[];
}

export function edgesOf(recipes: readonly Recipe[]): number {
  return recipes.reduce((sum, { needs }) => sum + needs.length, 0);
}

/** A recipe and all that it needs: the workspace of a smaller project. */
export function partFor(name: string, recipes: readonly Recipe[]): Recipe[] {
  const part = reached([name], new Map(recipes.map((recipe) => [recipe.name, recipe.needs])));
  return recipes.filter((recipe) => part.has(recipe.name));
}

/** Copies that need nothing of each other. */
export function copies(recipes: readonly Recipe[], count: number): Recipe[] {
  return Array.from({ length: count }, (_, index) => {
    const copied = (name: string) => `${name}-c${index + 1}`;
    return recipes.map(({ name, needs }) => ({ name: copied(name), needs: needs.map(copied) }));
  }).flat();
}

/** The names, and all names that can be reached from them. */
export function reached(names: readonly string[], next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set(names);
  // Grows while it is walked.
  for (const name of found) for (const other of next.get(name) ?? []) found.add(other);
  return found;
}
