import type { OutputFacts, RecipeFacts } from '../recipe/parts/facts';

/** An output and the project that builds it. */
export interface Provider {
  root: string;
  output: OutputFacts;
}

/** The providers by package name. */
export type Packages = ReadonlyMap<string, readonly Provider[]>;

/** @param recipes by project root. */
export function indexPackages(recipes: ReadonlyMap<string, { facts: RecipeFacts }>): Packages {
  const packages = new Map<string, Provider[]>();
  for (const [root, { facts }] of recipes) {
    for (const output of facts.outputs) {
      const providers = packages.get(output.name);
      if (providers) providers.push({ root, output });
      else packages.set(output.name, [{ root, output }]);
    }
  }
  return packages;
}
