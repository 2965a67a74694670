import { packageName } from '../parts/package-name';
import { type PlainValue, plainValues } from '../yaml/plain-values';

/** What a recipe and its solve say about the files and the run dependencies of a package. */
export interface Linking {
  /** `build.dynamic_linking.missing_dso_allowlist`: patterns of libraries that may be missing. */
  missingAllowed: string[];
  /** Whether the recipe creates files: a metapackage does not. */
  makesFiles: boolean;
  /** Run dependencies that come only from exports of packages in the host environment. */
  exported: ExportedDependency[];
}

export interface ExportedDependency {
  name: string;
  /** The package in host that exports it. */
  from: string;
}

/** @param renderedRecipe text of `info/recipe/rendered_recipe.yaml` in the package (rattler-build 0.74). */
export function linkingOf(renderedRecipe: string): Linking {
  const document = plainValues(renderedRecipe);
  const build = at(document, 'recipe', 'build');
  const staged = listed(at(document, 'finalized_cache_dependencies', 'host', 'resolved')).map(nameOf);
  const depends = listed(at(document, 'finalized_dependencies', 'run', 'depends'));
  return {
    missingAllowed: listed(at(build, 'dynamic_linking', 'missing_dso_allowlist')).filter(isText),
    makesFiles: at(build, 'script') !== undefined || at(build, 'files') !== undefined,
    // Host packages of staging are for all outputs, and this one may not use them.
    exported: depends.flatMap(exportedBy).filter(({ name }) => !staged.includes(name)),
  };
}

function exportedBy(dependency: PlainValue): ExportedDependency[] {
  const [spec, from] = [at(dependency, 'spec'), at(dependency, 'run_export')];
  if (!isText(spec) || !isText(from) || at(dependency, 'from') !== 'host') return [];
  return [{ name: packageName(spec), from }];
}

function nameOf(resolved: PlainValue): PlainValue {
  return at(resolved, 'name');
}

function at(value: PlainValue, ...path: string[]): PlainValue {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (typeof value !== 'object' || Array.isArray(value)) return undefined;
  return at(value[key], ...rest);
}

function listed(value: PlainValue): PlainValue[] {
  return Array.isArray(value) ? value : [];
}

function isText(value: PlainValue): value is string {
  return typeof value === 'string';
}
