import { isMap, isScalar, type Node, Scalar } from 'yaml';
import { recipeFolder, unknownText, withoutMarks } from './local-path';
import { branches, child, type Position, positionOf, textOf } from '../yaml/nodes';
import type { ParsedRecipe } from '../parts/parse';
import type { Scope } from '../parts/scope';
import type { ScriptFindings, SearchedScript } from './script-findings';
import { searchScript } from './script-text';
import { wholeExpression } from '../template/template';

/** The text of a script in a recipe: commands of one list run in one process. */
export interface InlineScript {
  /** The commands, in order, of every branch of a condition. */
  nodes: Node[];
  /** Environment variables of the script. */
  environment: { name: string; node: Node }[];
  /** Its initial folder. */
  folder: Node | undefined;
}

/** Maximum searches of the same scripts. */
export const maxRounds = 5;
/** Template variables of scripts that rattler-build 0.74 sets only when they run, besides the recipe's folder. */
const lateNames = /^\s*(?:PREFIX|BUILD_PREFIX|SRC_DIR|BUILD_DIR)\s*$/;

/** The recipe, its outputs, and the old `cache:`: everything with a `build:`. */
export function buildsOf({ root }: ParsedRecipe): (Node | undefined)[] {
  const levels = [root, child(root, 'cache'), ...branches(child(root, 'outputs'))];
  return levels.map((level) => child(level, 'build'));
}

/** The scripts of builds; scripts of tests run elsewhere, without the recipe's folder. */
export function inlineScripts(recipe: ParsedRecipe): InlineScript[] {
  return buildsOf(recipe).flatMap((build) => {
    const script = child(build, 'script');
    const content = child(script, 'content');
    const isContent = isMap(script) && !script.has('if');
    const steps = [...branches(child(build, 'steps'))];
    return [
      inlineScript(isContent ? content : script, isContent ? script : undefined),
      ...steps.map((step) => inlineScript(child(step, 'run'), step)),
    ].filter(({ nodes, environment }) => nodes.length + environment.length > 0);
  });
}

function inlineScript(commands: Node | undefined, options: Node | undefined): InlineScript {
  const variables = child(options, 'env');
  return {
    nodes: [...branches(commands)].filter((node) => isScalar(node)),
    environment: isMap(variables)
      ? variables.items.map(({ key, value }) => ({ name: textOf(key) ?? '', node: value as Node }))
      : [],
    folder: child(options, 'cwd'),
  };
}

/** Searches the scripts in the recipe itself until nothing new is found. */
export function searchInlineScripts(scope: Scope, findings: ScriptFindings): void {
  const scripts = inlineScripts(scope.recipe);
  untilNothingIsLearnt(findings, () => searchInline(scope, scripts, findings));
  findings.readUnused();
}

/** Searches again if a new variable may affect earlier results; true if that finished. */
export function untilNothingIsLearnt(findings: ScriptFindings, search: () => void): boolean {
  for (let round = 0; round < maxRounds; round++) {
    const before = findings.growth;
    search();
    if (findings.growth === before) return true;
  }
  return false;
}

/** Searches the scripts in the recipe itself, once. */
export function searchInline(scope: Scope, scripts: InlineScript[], findings: ScriptFindings): void {
  for (const { nodes, environment, folder } of scripts) {
    const evaluate = (template: string): string[] | undefined => scriptValues(scope, template);
    const lines = [
      ...environment.map(({ name, node }) => ({ node, text: `export ${name}="${textOf(node) ?? ''}"` })),
      ...nodes.map((node) => ({ node, text: textOf(node) ?? '' })),
    ].map((line) => ({ ...line, text: withoutMarks(line.text) }));
    const script: SearchedScript = {
      text: lines.map(({ text }) => text).join('\n'),
      file: scope.recipe.file,
      positionAt: (offset) => positionInLines(scope, lines, offset),
      folders: folder ? (evaluate(textOf(folder) ?? '') ?? [unknownText]) : [unknownText],
      evaluate,
    };
    searchScript(script, findings);
  }
}

/** A script's text with the values that rattler-build inserts; undefined if unknown. */
function scriptValues(scope: Scope, template: string): string[] | undefined {
  const expression = wholeExpression(template) ?? '';
  if (/^\s*RECIPE_DIR\s*$/.test(expression)) return [recipeFolder];
  if (lateNames.test(expression)) return undefined;
  const { texts, failure } = scope.valuesOf(template);
  return failure === undefined && texts.length > 0 ? texts.map(withoutMarks) : undefined;
}

function positionInLines({ recipe }: Scope, lines: { node: Node; text: string }[], offset: number): Position {
  let rest = offset;
  for (const { node, text } of lines) {
    if (rest <= text.length) return positionInScalar(recipe, node, text.slice(0, Math.max(0, rest)));
    rest -= text.length + 1;
  }
  return positionOf(recipe, lines.at(-1)?.node);
}

/** The line within a block; otherwise the place of the whole. */
function positionInScalar(recipe: ParsedRecipe, node: Node, before: string): Position {
  const start = positionOf(recipe, node);
  const isBlock = isScalar(node) && node.type === Scalar.BLOCK_LITERAL;
  if (!isBlock) return start;
  return { line: start.line + before.split('\n').length, column: 1 };
}
