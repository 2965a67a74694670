import type { Node } from 'yaml';
import { withoutMarks } from './local-path';
import type { UnhashedRead } from './named-reads';
import { positionOf } from '../yaml/nodes';
import type { Scope } from '../parts/scope';
import { passesFunctions, readArguments, type TemplateArgument } from './template-arguments';

/** An expression and its node; undefined for an expression in a variant file. */
export interface PlacedExpression {
  text: string;
  node: Node | undefined;
}

/** The reads of templates. */
export interface TemplateReads {
  /** The arguments of `load_from_file`. */
  loads: string[];
  /** Names of environment variables. */
  variables: string[];
  unhashed: UnhashedRead[];
}

const literal = /^(?:"([^"\\]*)"|'([^'\\]*)')$/;

/** Evaluates the arguments of the reading functions, over all variants. */
export function templateReads(scope: Scope, expressions: PlacedExpression[]): TemplateReads {
  const reads: TemplateReads = { loads: [], variables: [], unhashed: [] };
  const say = (node: Node | undefined, message: string): void => {
    reads.unhashed.push({ file: scope.recipe.file, ...positionOf(scope.recipe, node), message });
  };
  for (const { text, node } of expressions) {
    for (const argument of readArguments(text)) {
      const { texts, failure } = valuesOf(scope, argument);
      (argument.reads === 'file' ? reads.loads : reads.variables).push(...texts);
      if (failure !== undefined) say(node, unknownMessage(argument, failure));
    }
    if (passesFunctions(text)) {
      say(
        node,
        'nx-conda cannot determine what the template reads, because the template uses the function `load_from_file` or `env` without calling the function.',
      );
    }
  }
  return reads;
}

function valuesOf(scope: Scope, { expression }: TemplateArgument): { texts: string[]; failure?: string } {
  const [found, double, single] = literal.exec(expression) ?? [];
  if (found !== undefined) return { texts: [double ?? single ?? ''] };
  if (expression === '') return { texts: [], failure: 'it is empty' };
  const { texts, failure } = scope.valuesOf(`\${{ ${expression} }}`);
  const known = texts.map(withoutMarks).filter((text) => text !== '');
  if (failure !== undefined) return { texts: known, failure };
  return known.length > 0 ? { texts: known } : { texts: known, failure: 'it has no value' };
}

function unknownMessage({ reads, expression }: TemplateArgument, failure: string): string {
  const what =
    reads === 'file' ? 'The file that `load_from_file` reads' : 'The environment variable that `env` reads';
  if (expression === '') return `${what} is unknown: the call has no argument.`;
  return `${what} is unknown: \`${expression.slice(0, 100)}\` could not be evaluated (${failure}).`;
}
