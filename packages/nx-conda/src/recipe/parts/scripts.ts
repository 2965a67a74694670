import { isMap, isScalar, type Node } from 'yaml';
import { branches, child, scalars, textOf } from '../yaml/nodes';
import type { ParsedRecipe } from './parse';
import type { Level } from './outputs';
import type { CheckedFile, Place } from '../yaml/place';

/** Commands that build a level: a part of the recipe, or a file beside it. */
export interface ScriptText extends Place {
  level: Level;
  /** The script's commands, with comments blanked out; same length as the place. */
  commands: string;
  /** The value in the recipe, if it is there. */
  node?: Node;
}

/** An environment variable of a script. */
export interface ScriptVariable {
  name: string;
  /** As written. */
  value: string;
  node: Node;
}

/**
 * The scripts of all levels.
 * @param besides the text files beside the recipe, by name; scripts for the other kind of platform are left out
 */
export function scriptsOf(
  recipe: ParsedRecipe,
  levels: Level[],
  file: CheckedFile,
  { besides, platform }: { besides: ReadonlyMap<string, CheckedFile>; platform: string },
): ScriptText[] {
  const foreign = platform.startsWith('win-') ? '.sh' : '.bat';
  const isSingle = !recipe.root.has('outputs');
  return levels.flatMap((level) => {
    const commands = commandNodes(level);
    const isImplicit = commands.length === 0 && isSingle && !child(level.node, 'build', 'steps');
    const names = isImplicit ? ['build.sh', 'build.bat'] : commands.flatMap(fileNames);
    const files = names
      .filter((name) => !name.endsWith(foreign))
      .map((name) => besides.get(name))
      .filter((found) => found !== undefined);
    return [
      ...commands.map((node) => inRecipe(level, node, file)),
      ...[...new Set(files)].map((found) =>
        scriptText({ level, file: found, start: 0, end: found.text.length }),
      ),
    ];
  });
}

/** The variables in `script.env`. */
export function variablesOf({ node }: Level): ScriptVariable[] {
  const env = child(node, 'build', 'script', 'env');
  if (!isMap(env)) return [];
  return env.items.flatMap(({ key, value }) => {
    const name = textOf(key);
    return name && isScalar(value) ? [{ name, value: textOf(value) ?? '', node: value }] : [];
  });
}

/** The matches of an expression in the commands of a script, each with its position. */
export function* findInScript(
  script: ScriptText,
  pattern: RegExp,
): Generator<Place & { match: RegExpExecArray }> {
  for (const match of script.commands.matchAll(pattern)) {
    const start = script.start + match.index;
    yield { file: script.file, start, end: start + match[0].length, match };
  }
}

/** The whole line around an offset of a text. */
export function lineAround(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end < 0 ? text.length : end);
}

/** Comments of shells, batch files, Python and make; a `#` within a word or in quotes does not start one. */
export function withoutComments(text: string): string {
  return text.replace(
    /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|(^|[ \t])(#|::|@?rem[ \t])[^\n]*/gim,
    (part, before: string | undefined, mark: string | undefined) =>
      mark === undefined ? part : (before ?? '').padEnd(part.length, ' '),
  );
}

function commandNodes({ node }: Level): Node[] {
  const script = child(node, 'build', 'script');
  const steps = [...branches(child(node, 'build', 'steps'))];
  const commands =
    isMap(script) && !script.has('if') ? [child(script, 'content'), child(script, 'file')] : [script];
  return [...commands, ...steps.map((step) => child(step, 'run'))]
    .flatMap((part) => [...branches(part)])
    .flatMap((part) => [...scalars(part)].map((scalar) => scalar.node));
}

/** `script: build.sh`, and `file: build`, which means `build.sh` or `build.bat`. */
function fileNames(node: Node): string[] {
  const text = textOf(node) ?? '';
  return /^[\w./-]+$/.test(text) ? [text, `${text}.sh`, `${text}.bat`] : [];
}

function inRecipe(level: Level, node: Node, file: CheckedFile): ScriptText {
  const [start, end] = node.range ?? [0, 0];
  return { ...scriptText({ level, file, start, end }), node };
}

function scriptText(place: Place & { level: Level }): ScriptText {
  return { ...place, commands: withoutComments(place.file.text.slice(place.start, place.end)) };
}
