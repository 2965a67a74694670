import { environmentIn } from '../parts/environment';
import { searchInlineScripts } from './inline-scripts';
import { isOutside, recipePaths } from './local-path';
import {
  type LocalRepository,
  type NamedPath,
  uniqueReads,
  uniqueUnhashed,
  type UnhashedRead,
} from './named-reads';
import { branches, child, scalars, textOf } from '../yaml/nodes';
import type { ParsedRecipe } from '../parts/parse';
import { recipeReads, recipeScripts } from './recipe-paths';
import { readRequirements } from '../parts/requirements';
import { Scope } from '../parts/scope';
import { ScriptFindings } from './script-findings';
import { sourceReads } from './source-reads';
import { jinjaFunctionNames } from '../template/functions';
import { expressionsIn, identifiersIn, isTemplate, stringsIn } from '../template/template';
import { type PlacedExpression, type TemplateReads, templateReads } from './template-reads';
import { normalizeKey } from '../template/variant-key';

/** The names in a recipe: the inputs of its rendering and its build. Lists of names and paths are sorted and unique. */
export interface Mentions {
  /** Every possible variant key, as written and with `_` for `-` and `.`. */
  identifiers: string[];
  /** Environment variables that it reads. */
  environment: string[];
  /** Files outside the recipe's folder: absolute, or relative to it with `..` in front. */
  files: string[];
  /** True if rattler-build needs `--experimental`. */
  experimental: boolean;
  /** True if the state of a git repository is an input. */
  usesGit: boolean;
  /** Files that `load_from_file` reads: looked for beside the recipe, then in the workspace root. */
  loads: string[];
  /** Every path in it, inside its folder and outside. */
  reads: NamedPath[];
  /** Sources that are git repositories on this machine. */
  repositories: LocalRepository[];
  /** Reads that no hash covers, and unknown reads. */
  unhashed: UnhashedRead[];
  /** Script files that it may run, relative to its folder or absolute, without their own reads. */
  scripts: string[];
}

/** Keys that are part of every variant (rattler-build 0.74) of any recipe. */
const always = ['target_platform', 'channel_targets', 'channel_sources', 'CONDA_BUILD_SYSROOT'];
/** Keys whose values are expressions without `${{ }}`. */
const expressionKeys = new Set(['if', 'skip']);
/**
 * Collects the names in a recipe.
 * @param extraText further texts with templates and reads of the environment, such as variant files
 * @param scope evaluates names; one with the real variants finds names that are templates of variant values
 */
export function mentionsOf(
  recipe: ParsedRecipe,
  extraText: string[] = [],
  scope = new Scope(recipe),
): Mentions {
  const placed = [...expressionsOf(recipe), ...variantExpressions(extraText)];
  const expressions = placed.map(({ text }) => text);
  const functions = new Set(expressions.flatMap(identifiersIn));
  const templates = templateReads(scope, placed);
  const named = namedIn(scope, templates);
  const usesGit = functions.has('git') || named.usesGit;
  return {
    identifiers: identifiersOf(scope, expressions),
    environment: environmentIn(recipe, expressions, extraText, templates.variables),
    files: named.reads.map(({ path }) => path).filter(isOutside),
    experimental: functions.has('git') || functions.has('load_from_file') || hasExperimentalField(recipe),
    usesGit,
    loads: [...new Set(templates.loads)].sort(),
    reads: named.reads,
    repositories: named.repositories,
    unhashed: named.unhashed,
    scripts: named.scripts,
  };
}

type Named = Pick<Mentions, 'reads' | 'repositories' | 'unhashed' | 'scripts' | 'usesGit'>;

function namedIn(scope: Scope, templates: TemplateReads): Named {
  const findings = new ScriptFindings();
  searchInlineScripts(scope, findings);
  const { repositories, unhashed } = sourceReads(scope);
  const loaded = templates.loads
    .flatMap((path) => recipePaths(path, undefined))
    .map((path): NamedPath => ({ path, takes: 'all' }));
  const local = repositories.map(({ path }): NamedPath => ({ path, takes: 'all' }));
  return {
    reads: uniqueReads([...recipeReads(scope), ...local, ...loaded, ...findings.reads]),
    repositories,
    unhashed: uniqueUnhashed([...unhashed, ...templates.unhashed, ...findings.unhashed]),
    scripts: [...new Set([...recipeScripts(scope), ...findings.follows.keys()])].sort(),
    usesGit: findings.usesGit,
  };
}

/** All expressions of a recipe, including those of `if:` and `skip:`. */
function expressionsOf({ root }: ParsedRecipe): PlacedExpression[] {
  return [...scalars(root)].flatMap(({ key, node }) => {
    const text = textOf(node) ?? '';
    const texts = expressionKeys.has(key) && !isTemplate(text) ? [text] : expressionsIn(text);
    return texts.map((expression) => ({ text: expression, node }));
  });
}

function variantExpressions(texts: string[]): PlacedExpression[] {
  return texts.flatMap(expressionsIn).map((text) => ({ text, node: undefined }));
}

function identifiersOf(scope: Scope, expressions: string[]): string[] {
  const names = [
    ...expressions.flatMap(identifiersIn),
    ...requirementNames(scope),
    ...usedKeys(scope.recipe),
  ];
  const called = [...expressions.flatMap(calledKeys), ...[...scope.readKeys].flatMap(withVersion)];
  const all = [...always, ...names, ...called].filter((name) => !jinjaFunctionNames.has(name));
  return [...new Set([...all, ...all.map(normalizeKey)])].sort();
}

/** A requirement of build or host without a version takes it from the variant key of its name. */
function requirementNames(scope: Scope): string[] {
  return outputsOf(scope.recipe).flatMap((output) => {
    const requirements = child(output, 'requirements');
    const lists = [child(requirements, 'build'), child(requirements, 'host')];
    return readRequirements(scope, ...lists).requirements.map(({ name }) => name);
  });
}

/** The recipe, its outputs, and the old `cache:`: everything with requirements and a `build:`. */
function outputsOf({ root }: ParsedRecipe): unknown[] {
  return [root, child(root, 'cache'), ...branches(child(root, 'outputs'))];
}

function usedKeys(recipe: ParsedRecipe): string[] {
  return outputsOf(recipe)
    .flatMap((output) => [...branches(child(output, 'build', 'variant', 'use_keys'))])
    .map((key) => textOf(key) ?? '')
    .filter((key) => key !== '');
}

/** The variant keys behind `compiler('c')`, `stdlib('c')` and `cdt(...)`. */
function calledKeys(expression: string): string[] {
  const names = identifiersIn(expression);
  const languages = stringsIn(expression);
  return [
    ...(names.includes('compiler')
      ? languages.flatMap((language) => withVersion(`${language}_compiler`))
      : []),
    ...(names.includes('stdlib') ? languages.flatMap((language) => withVersion(`${language}_stdlib`)) : []),
    ...(names.includes('cdt') ? ['cdt_name', 'cdt_arch'] : []),
  ];
}

function withVersion(key: string): string[] {
  return /_(compiler|stdlib)$/.test(key) ? [key, `${key}_version`] : [key];
}

function hasExperimentalField(recipe: ParsedRecipe): boolean {
  return outputsOf(recipe).some(
    (output) =>
      child(output, 'build', 'steps') !== undefined ||
      [...branches(child(output, 'source'))].some((source) => child(source, 'attestation') !== undefined),
  );
}
