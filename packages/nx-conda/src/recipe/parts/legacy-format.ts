import { isCollection, isMap, isPair, type Node, type YAMLMap } from 'yaml';
import type { Diagnostic } from '../yaml/diagnostic';
import { branches, child, textOf } from '../yaml/nodes';
import type { RecipeErrorKind } from '../yaml/recipe-error';
import { isTemplate } from '../template/template';
import { problemAt, type YamlDocument } from '../yaml/yaml-document';

interface LegacyFormat {
  kind: Extract<RecipeErrorKind, 'conda-build' | 'boa'>;
  diagnostics: Diagnostic[];
}

/**
 * Recognizes the two formats before rattler-build's. Only if certain: a file that merely looks old stays a recipe, and
 * rattler-build reports the errors.
 */
export function legacyFormat(yaml: YamlDocument): LegacyFormat | undefined {
  // The templates of rattler-build have a dollar sign; one is enough to show that the file is meant for it.
  if (isTemplate(yaml.text)) return undefined;
  const boa = boaOffset(yaml.root);
  if (boa !== undefined) return boaFormat(yaml, boa);
  const condaBuild = statementOffset(yaml.text) ?? condaBuildOffset(yaml);
  return condaBuild === undefined ? undefined : condaBuildFormat(yaml, condaBuild);
}

function condaBuildFormat(yaml: YamlDocument, offset: number): LegacyFormat {
  const message = "This is a recipe in conda-build's format (meta.yaml), which rattler-build does not read.";
  const help = [
    'Rename the file to meta.yaml, then run `conda-recipe-manager convert meta.yaml > recipe.yaml`.',
    'For a conda-forge feedstock, `feedrattler` converts the whole repository.',
  ];
  return { kind: 'conda-build', diagnostics: [problemAt(yaml, offset, message, help)] };
}

function boaFormat(yaml: YamlDocument, offset: number): LegacyFormat {
  const message = "This is a recipe in boa's format, which rattler-build does not read.";
  const help = [
    'Write templates as `${{ name }}` instead of `{{ name }}`.',
    'Write `sel(linux): x` as `if: linux` with `then: x`.',
    'Write `steps:` as `outputs:`, and `features:` as variants.',
  ];
  return { kind: 'boa', diagnostics: [problemAt(yaml, offset, message, help)] };
}

/** `{% set version = "1" %}` at the start of a line: no YAML value can start so. */
function statementOffset(text: string): number | undefined {
  const match = /^[ \t]*\{%-?[ \t]*(set|if|for|macro|import|from)\b/m.exec(text);
  return match && !isInsideBlockScalar(text, match.index) ? match.index : undefined;
}

/** A script may print Jinja: then the line is indented below a key that ends with `|` or `>`. */
function isInsideBlockScalar(text: string, offset: number): boolean {
  return /^[ \t]/.test(text.slice(offset)) && /[|>][-+\d]*[ \t]*(#.*)?$/m.test(text.slice(0, offset));
}

/** Jinja instead of YAML, or keys of conda-build together with its selectors or templates. */
function condaBuildOffset({ root, text }: YamlDocument): number | undefined {
  // Only rattler-build and boa have a context.
  if (!child(root, 'package') || child(root, 'context')) return undefined;
  const name = packageFields(root).find((node) => text.startsWith('{{', node?.range?.[0]));
  if (name) return name.range?.[0];
  if (!selectorOrJinja.test(text)) return undefined;
  const outputs = [...branches(child(root, 'outputs'))].map((output) => child(output, 'name'));
  const known = condaBuildOnly.map((path) => child(root, ...path));
  return [...known, ...outputs].find((node) => node)?.range?.[0];
}

const selectorOrJinja = /#[ \t]*\[[^\]\n]{1,200}\][ \t]*$|\{\{/m;

/** rattler-build rejects each of them as an unknown field. */
const condaBuildOnly = [
  ['test', 'commands'],
  ['test', 'imports'],
  ['test', 'requires'],
  ['about', 'license_family'],
  ['about', 'home'],
  ['source', 'fn'],
  ['build', 'script_env'],
  ['build', 'noarch_python'],
];

/** `sel(linux): x` and `steps:` are only in boa; quoted templates without a dollar sign beside a context too. */
function boaOffset(root: Node | undefined): number | undefined {
  if (!child(root, 'package') && !child(root, 'outputs')) return undefined;
  const keys = [...mapsBelow(root)].flatMap(({ items }) => items.map(({ key }) => key as Node));
  const evidence = keys.find(isSelector) ?? child(root, 'steps') ?? quotedJinja(root);
  return evidence?.range?.[0];
}

function quotedJinja(root: Node | undefined): Node | undefined {
  if (!child(root, 'context')) return undefined;
  return packageFields(root).find((node) => textOf(node)?.includes('{{'));
}

function packageFields(root: Node | undefined): (Node | undefined)[] {
  return [child(root, 'package', 'name'), child(root, 'package', 'version')];
}

function isSelector(key: unknown): boolean {
  return /^sel\(.*\)$/.test(textOf(key) ?? '');
}

function* mapsBelow(node: unknown): Generator<YAMLMap> {
  if (isMap(node)) yield node;
  if (!isCollection(node)) return;
  for (const item of node.items) yield* mapsBelow(isPair(item) ? item.value : item);
}
