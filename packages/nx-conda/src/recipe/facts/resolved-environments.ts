import { plainValues } from '../yaml/plain-values';

/** A package that the solver put into a build or host environment. */
export interface ResolvedPackage {
  name: string;
  version: string;
  build: string;
  subdir: string;
  url: string;
  sha256?: string;
  /** URL of the channel, with or without a slash at the end. */
  channel: string;
}

export interface ResolvedEnvironments {
  build: ResolvedPackage[];
  host: ResolvedPackage[];
}

type Finalized =
  Partial<Record<'build' | 'host', { resolved?: ResolvedPackage[] } | null>> | null | undefined;

/**
 * The packages used in a build, including staging.
 * @param renderedRecipe text of `info/recipe/rendered_recipe.yaml` in the package (rattler-build 0.74).
 */
export function resolvedEnvironments(renderedRecipe: string): ResolvedEnvironments {
  // Everything stays a string: a build string such as 1e10 must not become a number.
  const recipe = plainValues(renderedRecipe) as Record<string, Finalized> | undefined;
  const finalized = [recipe?.['finalized_dependencies'], recipe?.['finalized_cache_dependencies']];
  const environment = (kind: 'build' | 'host') =>
    finalized.flatMap((dependencies) => resolvedOf(dependencies, kind)).map(pickFields);
  return { build: environment('build'), host: environment('host') };
}

/** `null` is read as text. */
function resolvedOf(dependencies: Finalized, kind: 'build' | 'host'): ResolvedPackage[] {
  if (typeof dependencies !== 'object' || dependencies === null) return [];
  const section = dependencies[kind];
  return typeof section === 'object' && section !== null ? (section.resolved ?? []) : [];
}

function pickFields({
  name,
  version,
  build,
  subdir,
  url,
  sha256,
  channel,
}: ResolvedPackage): ResolvedPackage {
  return { name, version, build, subdir, url, ...(sha256 !== undefined && { sha256 }), channel };
}
