import type { Node } from 'yaml';
import { branches, child, textOf } from '../yaml/nodes';
import type { ParsedRecipe } from './parse';

/** A part of a recipe with its own requirements and build. */
export interface Level {
  node: Node;
  kind: 'recipe' | 'output' | 'staging';
  /** As written. */
  name: string;
  /** `python` or `generic`; undefined if the package is for one platform. */
  noarch: string | undefined;
}

/**
 * The recipe itself and its outputs. The top of a recipe with outputs is a level too: its requirements count for all.
 */
export function levelsOf({ root }: ParsedRecipe): Level[] {
  const outputs = [...branches(child(root, 'outputs'))];
  return [
    levelOf(root, 'recipe', textOf(child(root, 'package', 'name')) ?? ''),
    ...outputs.map((output) => {
      const staged = textOf(child(output, 'staging', 'name'));
      const name = staged ?? textOf(child(output, 'package', 'name')) ?? '';
      return levelOf(output, staged === undefined ? 'output' : 'staging', name);
    }),
  ];
}

/** Whether requirements of one level are in the environment of another: staging outputs and the top count for all. */
export function isShared(of: Level, to: Level): boolean {
  return of === to || of.kind !== 'output';
}

/** The packages of a level: for a staging output those of the outputs that inherit from it. */
export function packagesOf(levels: readonly Level[], level: Level): Level[] {
  if (level.kind !== 'staging') return [level];
  return levels.filter(({ node, kind }) => {
    const inherit = child(node, 'inherit');
    const from = [...branches(child(inherit, 'from') ?? inherit)].map(textOf);
    return kind === 'output' && from.includes(level.name);
  });
}

function levelOf(node: Node, kind: Level['kind'], name: string): Level {
  return { node, kind, name, noarch: textOf(child(node, 'build', 'noarch')) };
}
