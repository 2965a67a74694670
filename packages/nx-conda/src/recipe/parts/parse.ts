import { isMap, type Node, type YAMLMap } from 'yaml';
import type { Diagnostic } from '../yaml/diagnostic';
import { legacyFormat } from './legacy-format';
import { branches, child, textOf, type YamlFile } from '../yaml/nodes';
import { RecipeError } from '../yaml/recipe-error';
import { problemAt, readThoroughly, readYaml, type YamlDocument } from '../yaml/yaml-document';
import { refusedYaml } from '../yaml/yaml-strictness';

/** A recipe as written: templates not rendered, conditions not evaluated, every node with its position in the text. */
export interface ParsedRecipe extends YamlFile {
  root: YAMLMap;
}

/**
 * Reads the text of a `recipe.yaml`.
 * @param file path of the file as shown to the user
 * @throws {RecipeError} and nothing else; each of its diagnostics has a line and a column
 */
export function parseRecipe(text: string, file: string): ParsedRecipe {
  return recipeOf(readYaml(text, file));
}

/** The same for editing: several times slower, and every node also has its exact end. */
export function parseRecipeToEdit(text: string, file: string): ParsedRecipe {
  return recipeOf(readThoroughly(text, file));
}

function recipeOf(yaml: YamlDocument): ParsedRecipe {
  const { file, text } = yaml;
  const legacy = legacyFormat(yaml);
  if (legacy) throw new RecipeError(legacy.kind, legacy.diagnostics, text);
  if (yaml.problems.length > 0) {
    throw new RecipeError(yaml.hasSeveralDocuments ? 'several-documents' : 'yaml', yaml.problems, text);
  }
  const root = mappingOf(yaml);
  const refused = refusedYaml(yaml, root);
  if (refused.length > 0) throw new RecipeError('yaml', refused, text);
  requirePackage(yaml, root);
  return { file, text, lines: yaml.lines, root };
}

function mappingOf(yaml: YamlDocument): YAMLMap {
  if (isMap(yaml.root)) return yaml.root;
  if (!yaml.root || textOf(yaml.root) === '') {
    throw new RecipeError('empty', [problemAt(yaml, 0, 'The file is empty.', emptyHelp)], yaml.text);
  }
  const problem = problemAt(
    yaml,
    offsetOf(yaml.root),
    'A recipe must be a mapping of keys to values.',
    shapeHelp,
  );
  throw new RecipeError('not-a-mapping', [problem], yaml.text);
}

const emptyHelp = [
  'Write the recipe into this file.',
  'Or delete the file. To generate a recipe, then run nx g nx-conda:recipe <name>, which writes only into a new or empty folder.',
];
const shapeHelp = ['Start the file with `package:`, and write `name:` and `version:` below `package:`.'];

function requirePackage(yaml: YamlFile, root: YAMLMap): void {
  if (!['package', 'recipe', 'outputs'].some((key) => root.has(key))) {
    const message = 'This is not a recipe: it has neither `package` nor `outputs`.';
    throw new RecipeError('foreign', [problemAt(yaml, offsetOf(root), message, foreignHelp)], yaml.text);
  }
  const missing = root.has('outputs') ? missingOutputName(yaml, root) : missingPackageName(yaml, root);
  if (missing) throw new RecipeError('incomplete', [missing], yaml.text);
}

const foreignHelp = [
  'If the file belongs to another tool, add a pattern for its folder, such as `vendor/**`, to `exclude` in the options of nx-conda in nx.json. Patterns are relative to the workspace root.',
  'If the file is meant to be a recipe, add `package:` with a name and a version.',
];

function missingPackageName(yaml: YamlFile, root: YAMLMap): Diagnostic | undefined {
  if (textOf(child(root, 'package', 'name'))) return undefined;
  if (!root.has('package')) {
    const help = ['List the outputs below `outputs:`, or rename `recipe:` to `package:`.'];
    return problemAt(yaml, offsetOf(root), 'The recipe has `recipe:`, but no `outputs:`.', help);
  }
  const offset = offsetOf(child(root, 'package') ?? root);
  return problemAt(yaml, offset, 'The package has no name.', ['Add `name:` below `package:`.']);
}

function missingOutputName(yaml: YamlFile, root: YAMLMap): Diagnostic | undefined {
  const outputs = [...branches(child(root, 'outputs'))];
  if (outputs.length === 0) {
    const help = ['List at least one output that has `package:` with a `name:`.'];
    return problemAt(yaml, offsetOf(child(root, 'outputs') ?? root), 'The recipe has no outputs.', help);
  }
  const isNamed = (output: Node) => ['package', 'staging'].some((key) => textOf(child(output, key, 'name')));
  const unnamed = outputs.find((output) => !isNamed(output));
  if (!unnamed) return undefined;
  const help = [
    'Add `package:` with a `name:`, or `staging:` with a `name:` if only other outputs use this output.',
  ];
  return problemAt(yaml, offsetOf(unnamed), 'The output has no name.', help);
}

function offsetOf(node: Node): number {
  return node.range?.[0] ?? 0;
}
