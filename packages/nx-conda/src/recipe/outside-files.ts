import type { Node } from 'yaml';
import { branches, child, scalars, textOf } from './nodes';
import type { Scope } from './scope';
import { replaceExpressions, stringsIn } from './template';

/** A script that reaches out of the recipe's folder: `$RECIPE_DIR/../common.sh`, `%RECIPE_DIR%\..\common.bat`. */
const reachingOut = /(?:\$\{?RECIPE_DIR\}?|%RECIPE_DIR%)["']?[\\/](\.\.[\\/][^\s"'`;&|<>()]*)/g;

/**
 * Paths that a recipe names and that are not below its folder, sorted: absolute, or relative to the folder with
 * `..` in front. Where a template in a path is not known, `*` stands for it.
 */
export function outsideFiles(scope: Scope, expressions: string[]): string[] {
  const { root } = scope.recipe;
  const levels = [root, child(root, 'cache'), ...branches(child(root, 'outputs'))];
  const written = levels.flatMap(pathNodes).flatMap((node) => pathsOf(scope, node));
  const loaded = loadedFiles(expressions);
  const scripts = [...scalars(root)].flatMap(({ node }) => pathsInScript(textOf(node) ?? ''));
  const paths = [...written, ...loaded, ...scripts].map((path) =>
    path.replace(/^file:\/\//, '').replaceAll('\\', '/'),
  );
  return [...new Set(paths.filter(isOutside))].sort();
}

/** The texts in expressions that load files; some may be keys of what is loaded. */
export function loadedFiles(expressions: string[]): string[] {
  return expressions.filter((text) => text.includes('load_from_file')).flatMap(stringsIn);
}

function pathNodes(level: unknown): Node[] {
  const sources = [...branches(child(level, 'source'))];
  const tests = [...branches(child(level, 'tests'))];
  const steps = [...branches(child(level, 'build', 'steps'))];
  const script = child(level, 'build', 'script');
  return [
    ...sources.flatMap((source) => ['path', 'patches', 'git', 'url'].map((key) => child(source, key))),
    script,
    child(script, 'file'),
    ...steps.map((step) => child(step, 'uses')),
    child(level, 'about', 'license_file'),
    ...tests.flatMap((test) => [
      child(test, 'files', 'recipe'),
      child(test, 'script'),
      child(test, 'script', 'file'),
    ]),
  ].flatMap((node) => [...branches(node)]);
}

function pathsOf(scope: Scope, node: Node): string[] {
  const text = textOf(node);
  if (!text || isCommand(text) || isRemote(text)) return [];
  const { texts, failure } = scope.valuesOf(text);
  return failure === undefined ? texts : [...texts, replaceExpressions(text, '*')];
}

function isCommand(text: string): boolean {
  return /\s/.test(replaceExpressions(text, ''));
}

function isRemote(text: string): boolean {
  return /^(?!file:)[a-z+]{2,}:\/\//.test(text);
}

function pathsInScript(text: string): string[] {
  return [...text.matchAll(reachingOut)].map(([, path]) => path ?? '');
}

function isOutside(path: string): boolean {
  return /^(\.\.(\/|$)|\/|[A-Za-z]:\/)/.test(path);
}
