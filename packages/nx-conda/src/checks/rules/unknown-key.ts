import { isMap, isSeq, type Node, type YAMLMap } from 'yaml';
import { child, textOf } from '../../recipe/yaml/nodes';
import { closestName } from '../../knowledge/closest-name';
import { type KeyTable, OUTPUTS_RECIPE_KEYS, RECIPE_KEYS } from '../../knowledge/recipe-keys';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import { type Subject } from '../subject';
import { placeOf } from '../../recipe/yaml/place';

/** rattler-build refuses unknown keys; conda-build and editors accept them. */
export const unknownKey: Rule = {
  id: 'unknown-key',
  severity: 'error',
  summary: 'The recipe has a key that is not part of the format',
  check(subject) {
    const { root } = subject.recipe;
    return unknownBelow(subject, root, root.has('outputs') ? OUTPUTS_RECIPE_KEYS : RECIPE_KEYS, '');
  },
};

function* unknownBelow(subject: Subject, node: unknown, table: KeyTable, path: string): Generator<Problem> {
  if (isSeq(node)) {
    for (const item of node.items) yield* unknownBelow(subject, item, table, path);
  } else if (isMap(node) && node.has('if')) {
    yield* unknownBelow(subject, child(node, 'then'), table, path);
    yield* unknownBelow(subject, child(node, 'else'), table, path);
  } else if (isMap(node)) yield* unknownKeys(subject, node, table, path);
}

function* unknownKeys(
  subject: Subject,
  { items }: YAMLMap,
  table: KeyTable,
  path: string,
): Generator<Problem> {
  for (const { key, value } of items) {
    const name = textOf(key) ?? '';
    const below = Object.hasOwn(table, name) ? table[name] : undefined;
    if (below === undefined) yield problemOf(subject, key as Node, { name, path, table });
    else if (below !== 'any')
      yield* unknownBelow(subject, value, below, path === '' ? name : `${path}.${name}`);
  }
}

function problemOf(
  subject: Subject,
  key: Node,
  { name, path, table }: { name: string; path: string; table: KeyTable },
): Problem {
  const where = path === '' ? 'at the top level of the recipe' : `under ${path}`;
  const close = closestName(name, Object.keys(table));
  return {
    at: placeOf(subject, key),
    message: `Unknown key ${name} ${where}.`,
    why: 'rattler-build refuses the recipe.',
    help: [
      CONDA_BUILD[name] ??
        (close === undefined
          ? `Known keys: ${Object.keys(table).sort().join(', ')}.`
          : `Did you mean ${close}?`),
    ],
  };
}

/** Keys of conda-build's meta.yaml, and their replacements. */
const CONDA_BUILD: Readonly<Record<string, string | undefined>> = {
  home: 'Write about.homepage.',
  dev_url: 'Write about.repository.',
  doc_url: 'Write about.documentation.',
  fn: 'Write source.file_name.',
  folder: 'Write source.target_directory.',
  git_url: 'Write source.git.',
  git_rev: 'Write source.rev, or source.tag.',
  run_constrained: 'Write requirements.run_constraints.',
  test: 'Write `tests:` with a list of tests.',
  cache: 'Write a staging output; rattler-build migrate-recipe can convert the recipe.',
  commands: 'Write `script:` instead of `commands:`.',
  imports: 'Write `python:` with `imports:` below it.',
  entry_points: 'Write build.python.entry_points.',
  missing_dso_whitelist: 'Write build.dynamic_linking.missing_dso_allowlist.',
  ignore_run_exports_from: 'Write requirements.ignore_run_exports.from_package.',
};
