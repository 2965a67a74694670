import { isScalar, type Node, type Scalar } from 'yaml';
import { levelsOf } from '../../recipe/parts/outputs';
import { type Source, sourcesOf } from '../../recipe/parts/sources';
import { branches, child, textOf } from '../../recipe/yaml/nodes';
import { refusalAt } from '../../recipe/yaml/edit-error';
import type { Scope } from '../../recipe/parts/scope';
import { isTemplate } from '../../recipe/template/template';

/** One entry of `source:` with its templates evaluated. */
export interface SourceReading {
  source: Source;
  /** The addresses: mirrors of a file, one repository, or one path. */
  urls: string[];
  /** Of a git source: the value of `tag`, `rev` or `branch`. */
  ref: GitRef | undefined;
}

export interface GitRef {
  key: 'tag' | 'rev' | 'branch';
  node: Node;
  text: string;
}

const REF_KEYS = ['tag', 'rev', 'branch'] as const;

/**
 * Reads all sources of a recipe.
 * @throws ExplainedError with file, line and column if an address has no value, or several because of variants
 */
export function readSources(scope: Scope): SourceReading[] {
  return sourcesOf(levelsOf(scope.recipe)).map((source) => ({
    source,
    urls: [...branches(source.location)].map((node) => onlyValue(scope, node)),
    ref: source.kind === 'git' ? refOf(scope, source) : undefined,
  }));
}

/** The addresses of a source written without templates: they may contain the version literally. */
export function literalPlaces({ source, ref }: SourceReading): Scalar[] {
  if (source.kind === 'path') return [];
  const nodes: unknown[] = [...branches(source.location), child(source.node, 'file_name'), ref?.node];
  return nodes.filter(isScalar).filter((node) => !isTemplate(textOf(node) ?? ''));
}

function refOf(scope: Scope, { node }: Source): GitRef | undefined {
  const key = REF_KEYS.find((name) => child(node, name));
  const value = key && child(node, key);
  return key && value ? { key, node: value, text: onlyValue(scope, value) } : undefined;
}

function onlyValue(scope: Scope, node: Node): string {
  const text = textOf(node) ?? '';
  const { texts, failure } = scope.valuesOf(text);
  const [only, ...others] = texts;
  if (only !== undefined && others.length === 0 && failure === undefined) return only;
  const [reason, step] =
    failure === undefined
      ? [
          `it has several values, for example ${texts.slice(0, 3).join(', ')}`,
          'Write one entry of `source:` for each case, with `if:`.',
        ]
      : [
          failure,
          'If a variable has no value, set it in `context:`, in a variant file or in the environment.',
        ];
  throw refusalAt(
    scope.recipe,
    node,
    `Cannot determine the value of \`${text}\` in \`source:\`: ${reason}.`,
    [step, 'Or change the recipe by hand.'],
  );
}
