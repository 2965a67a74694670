import { isMap, type Node } from 'yaml';
import { buildsOf } from './inline-scripts';
import { filePathOfUrl, isOutside, recipeFolder, recipePaths, unknownText, withoutMarks } from './local-path';
import type { NamedPath } from './named-reads';
import { branches, child, exactTextOf, scalars, textOf } from '../yaml/nodes';
import type { ParsedRecipe } from '../parts/parse';
import type { Scope } from '../parts/scope';
import { expressionsIn, isTemplate, replaceExpressions } from '../template/template';

const patterns = /[*?[\]{}]/g;
/** Scripts that rattler-build 0.74 finds by name without an extension, or runs in place. */
const scriptEnds = ['.sh', '.bat'];
const scriptName = /\.(?:sh|bash|bat|cmd|ps1|py|pl|R|r|nu|rb|js)$/;

/** The recipe, its outputs, and the old `cache:`. */
export function nodesOfLevels({ root }: ParsedRecipe): Node[] {
  return [root, child(root, 'cache'), ...branches(child(root, 'outputs'))].filter(
    (level) => level !== undefined,
  );
}

/**
 * All possible texts of a recipe value as a path: `unknownText` stands for unknown parts, `recipeFolder` for `${{
 * RECIPE_DIR }}`, which rattler-build sets in some places only.
 */
export function pathTexts(scope: Scope, node: Node | undefined): string[] {
  const text = withoutMarks(exactTextOf(node) ?? '');
  if (text.trim() === '') return [];
  return [...new Set(textsOf(scope, text).flatMap((one) => [one.trim(), one]))];
}

function textsOf(scope: Scope, text: string): string[] {
  if (!isTemplate(text)) return [text];
  const written = text.replace(/\$\{\{\s*RECIPE_DIR\s*\}\}/g, recipeFolder);
  if (!isTemplate(written)) return [written];
  const { texts, failure } = scope.valuesOf(written);
  return failure === undefined ? texts : [...texts, partlyKnown(scope, written)];
}

/** The text with each template that has one value replaced by it. */
function partlyKnown(scope: Scope, text: string): string {
  let known = text;
  for (const expression of expressionsIn(text)) {
    const template = `\${{${expression}}}`;
    const { texts, failure } = scope.valuesOf(template);
    const [only, another] = texts;
    if (failure === undefined && only !== undefined && another === undefined)
      known = known.replace(template, () => only);
  }
  return replaceExpressions(known, unknownText);
}

/** The files and folders under the keys of a recipe, without git sources. */
export function recipeReads(scope: Scope): NamedPath[] {
  const { recipe } = scope;
  const named = nodesOfLevels(recipe).flatMap((level) => [
    ...[...branches(child(level, 'source'))].flatMap((source) => sourceReads(scope, source)),
    ...all(scope, child(level, 'about', 'license_file'), patterns),
    ...[...branches(child(level, 'tests'))].flatMap((test) =>
      all(scope, child(test, 'files', 'recipe'), patterns),
    ),
  ]);
  const scripts = recipeScripts(scope).filter((path) => scriptName.test(path) || isOutside(path));
  return [...named, ...scripts.map((path): NamedPath => ({ path, takes: 'all' }))];
}

function all(scope: Scope, node: Node | undefined, wildCards?: RegExp): NamedPath[] {
  const nodes =
    isMap(node) && !node.has('if') ? [...scalars(node)].map((found) => found.node) : [...branches(node)];
  return nodes
    .flatMap((item) => pathTexts(scope, item))
    .flatMap((text) => recipePaths(text, wildCards))
    .map((path) => ({ path, takes: 'all' }));
}

function sourceReads(scope: Scope, source: Node): NamedPath[] {
  const gitIgnored = textOf(child(source, 'use_gitignore'));
  const takes = gitIgnored === undefined || gitIgnored.toLowerCase() === 'true' ? 'copy' : 'all';
  const copied = all(scope, child(source, 'path')).map(({ path }): NamedPath => ({ path, takes }));
  const files = [...branches(child(source, 'url'))]
    .flatMap((url) => pathTexts(scope, url))
    .map(filePathOfUrl)
    .filter((path) => path !== undefined)
    .flatMap((path): NamedPath[] =>
      recipePaths(path, undefined).map((found) => ({ path: found, takes: 'all' })),
    );
  // rattler-build 0.74 takes `*.patch` as a literal file name.
  return [...copied, ...files, ...all(scope, child(source, 'patches'))];
}

/**
 * The script files that a recipe may run, relative to its folder or absolute; some may not exist. With rattler-build
 * 0.74: `build.sh` or `build.bat` if a recipe without outputs has no `script`; `script: x` and `script: [x]` are a file
 * if one of that name exists, with or without the extension.
 */
export function recipeScripts(scope: Scope): string[] {
  const { recipe } = scope;
  const builds = buildsOf(recipe);
  const tests = nodesOfLevels(recipe).flatMap((level) => [...branches(child(level, 'tests'))]);
  const scripts = [...builds, ...tests].map((owner) => child(owner, 'script'));
  const found = scripts.flatMap((script) => scriptFiles(scope, script));
  return [...new Set([...(hasDefaultScript(recipe) ? ['build.sh', 'build.bat'] : []), ...found])].sort();
}

function hasDefaultScript({ root }: ParsedRecipe): boolean {
  const build = child(root, 'build');
  return !root.has('outputs') && !child(build, 'script') && !child(build, 'steps');
}

function scriptFiles(scope: Scope, script: Node | undefined): string[] {
  const named = [...branches(child(script, 'file'))].flatMap((node) => pathTexts(scope, node));
  const written = [...branches(script)].flatMap((node) => {
    const text = textOf(node) ?? '';
    return mayBeFile(text) ? pathTexts(scope, node).filter(mayBeFile) : [];
  });
  return [...named, ...written].flatMap(withEnds).flatMap((path) => recipePaths(path, undefined));
}

/** A command contains whitespace; file names rarely do, and then they have an extension. */
function mayBeFile(text: string): boolean {
  const bare = replaceExpressions(text, 'x');
  if (bare.length > 300 || /\n|^["'`$%(]|^\w+\+?=/.test(bare)) return false;
  if (bare.startsWith('../')) return true;
  const isPlain = !/[;|&<>"'`$()=]/.test(bare);
  if (!/\s/.test(bare)) return isPlain || /^\.?\/|^[^/]*$/.test(bare);
  if (!scriptName.test(bare) || /^\w+ -|^(?:bash|sh|python|call|cmd|source|\.)\s/.test(bare)) return false;
  return isPlain || /^\.?\//.test(bare);
}

function withEnds(path: string): string[] {
  return path.includes(unknownText) || /\.\w+$/.test(path)
    ? [path]
    : [path, ...scriptEnds.map((end) => path + end)];
}
