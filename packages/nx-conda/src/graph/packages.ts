import type { OutputFacts, RecipeFacts } from '../recipe/parts/facts';

/** An output and the project that builds it. */
export interface Provider {
  root: string;
  output: OutputFacts;
  /** Root of the recipe's project if the provider builds one of its variants; undefined: it builds all variants. */
  variantOf?: string;
}

/** The providers by package name. */
export type Packages = ReadonlyMap<string, readonly Provider[]>;

/** @param recipes by project root. */
export function indexPackages(
  recipes: ReadonlyMap<string, { facts: RecipeFacts; variantOf?: string }>,
): Packages {
  const packages = new Map<string, Provider[]>();
  for (const [root, { facts, variantOf }] of recipes) {
    for (const output of facts.outputs) {
      const provider = { root, output, ...(variantOf !== undefined && { variantOf }) };
      const providers = packages.get(output.name);
      if (providers) providers.push(provider);
      else packages.set(output.name, [provider]);
    }
  }
  return packages;
}
