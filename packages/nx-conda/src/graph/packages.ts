import type { OutputFacts, RecipeFacts } from '../recipe/parts/facts';

/** An output and the project that builds it. */
export interface Provider {
  root: string;
  output: OutputFacts;
  /** The platform that its recipe is built for; undefined: the machine's. */
  target?: string;
  /** Root of the recipe's project if the provider builds one of its variants; undefined: it builds all variants. */
  variantOf?: string;
}

/** The providers by package name. */
export type Packages = ReadonlyMap<string, readonly Provider[]>;

interface PackagesOf {
  facts: RecipeFacts;
  variantOf?: string;
  source?: { settings: { targetPlatform?: string } };
}

/** @param recipes by project root. */
export function indexPackages(recipes: ReadonlyMap<string, PackagesOf>): Packages {
  const packages = new Map<string, Provider[]>();
  for (const [root, { facts, variantOf, source }] of recipes) {
    const target = source?.settings.targetPlatform;
    for (const output of facts.outputs) {
      const provider = {
        ...{ root, output },
        ...(target !== undefined && { target }),
        ...(variantOf !== undefined && { variantOf }),
      };
      const providers = packages.get(output.name);
      if (providers) providers.push(provider);
      else packages.set(output.name, [provider]);
    }
  }
  return packages;
}
