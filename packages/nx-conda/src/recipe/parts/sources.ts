import { isMap } from 'yaml';
import type { Node } from 'yaml';
import { branches, child, textOf } from '../yaml/nodes';
import type { Level } from './outputs';

/** One entry of `source:`. */
export interface Source {
  level: Level;
  node: Node;
  kind: 'url' | 'git' | 'path';
  /** The value of `url`, `git` or `path`: a list for several mirrors. */
  location: Node;
  /** As written; the first of several. */
  text: string;
}

const KINDS = ['url', 'git', 'path'] as const;

/** The sources of the levels. */
export function sourcesOf(levels: readonly Level[]): Source[] {
  return levels.flatMap((level) =>
    [...branches(child(level.node, 'source'))].filter(isMap).flatMap((node) => {
      const kind = KINDS.find((key) => node.has(key));
      const location = kind && child(node, kind);
      if (!kind || !location) return [];
      const [first] = branches(location);
      return [{ level, node, kind, location, text: textOf(first) ?? '' }];
    }),
  );
}
