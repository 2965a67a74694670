import { basename } from 'node:path';

export interface NamedRoot {
  /** Folder of recipe.yaml relative to the workspace root, `/` separated; `.` for the workspace root itself. */
  root: string;
  /** The name from a project.json or a workspace package.json at the same root. */
  givenName?: string;
}

/**
 * The project name of every recipe: its folder, or for a clash the shortest unique path suffix joined with `-`.
 * @param taken names of the workspace's other projects: Nx rejects the whole graph when two projects share one.
 * @returns names by root; the same input gives the same names in any order.
 */
export function projectNames(
  recipes: NamedRoot[],
  taken: ReadonlySet<string>,
  workspaceRoot: string,
): Map<string, string> {
  const used = new Set(taken);
  const names = new Map<string, string>();
  const candidates = new Map<string, string[]>();
  for (const { root, givenName } of [...recipes].sort((a, b) => compare(a.root, b.root))) {
    if (givenName === undefined) candidates.set(root, pathSuffixes(root, workspaceRoot));
    else {
      names.set(root, givenName);
      used.add(givenName);
    }
  }
  for (const [root, name] of resolveClashes(candidates, used)) names.set(root, name);
  return names;
}

/** Lengthens the suffixes that clash until all are unique. */
function resolveClashes(candidates: Map<string, string[]>, used: Set<string>): Map<string, string> {
  const length = new Map([...candidates.keys()].map((root) => [root, 0]));
  for (;;) {
    const current = [...candidates].map(
      ([root, suffixes]) => [root, suffixes[length.get(root) ?? 0] ?? ''] as const,
    );
    const count = new Map<string, number>();
    for (const [, name] of current) count.set(name, (count.get(name) ?? 0) + 1);
    const growing = current.filter(
      ([root, name]) =>
        ((count.get(name) ?? 0) > 1 || used.has(name)) &&
        (length.get(root) ?? 0) + 1 < (candidates.get(root)?.length ?? 0),
    );
    if (growing.length === 0) return numberTheRest(current, used);
    for (const [root] of growing) length.set(root, (length.get(root) ?? 0) + 1);
  }
}

/** If even the whole path is not unique (`x/foo` beside `x/foo-feedstock/recipe`), the later root gets a number. */
function numberTheRest(current: (readonly [string, string])[], used: Set<string>): Map<string, string> {
  const names = new Map<string, string>();
  for (const [root, wanted] of current) {
    let name = wanted;
    for (let n = 2; used.has(name); n++) name = `${wanted}-${n}`;
    used.add(name);
    names.set(root, name);
  }
  return names;
}

/** `a/foo-feedstock/recipe` gives `foo`, `a-foo`. */
function pathSuffixes(root: string, workspaceRoot: string): string[] {
  if (root === '.') return [basename(workspaceRoot)];
  const parts = root.split('/');
  if (parts.length > 1 && ['recipe', 'conda.recipe'].includes(parts.at(-1) ?? '')) {
    parts.pop();
    parts.push((parts.pop() ?? '').replace(/-feedstock$/, ''));
  }
  return parts.map((_, index) => parts.slice(parts.length - 1 - index).join('-'));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
