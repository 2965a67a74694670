import { posix } from 'node:path';
import { mentionsOf } from '../../recipe/reads/mentions';
import { branches, child, scalars, textOf } from '../../recipe/yaml/nodes';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import { type Subject, topOf } from '../subject';
import { placeOf } from '../../recipe/yaml/place';

/** A fresh clone, and a new worktree, have empty folders in place of submodules. */
export const missingSubmodule: Rule = {
  id: 'missing-submodule',
  severity: 'warning',
  summary: 'The recipe uses files in a git submodule that is not checked out',
  *check(subject) {
    const { absentSubmodules } = subject.workspace;
    if (absentSubmodules === undefined || absentSubmodules.size === 0) return;
    const folder = posix.dirname(subject.file.path);
    for (const path of pathsOf(subject)) {
      const full = posix.join(folder, path);
      for (const [submodule, command] of absentSubmodules) {
        if (full === submodule || full.startsWith(`${submodule}/`))
          yield problem(subject, path, { submodule, command });
      }
    }
  },
};

/** All paths that lead out of the folder, and those of sources below it. */
function pathsOf({ recipe, scope, sources }: Subject): string[] {
  const nodes = sources.flatMap(({ node, location }) => [
    ...branches(location),
    ...branches(child(node, 'patches')),
  ]);
  const below = nodes.flatMap((node) => scope.valuesOf(textOf(node) ?? '').texts);
  return [...new Set([...mentionsOf(recipe, [], scope).files, ...below])].filter(
    (path) => !posix.isAbsolute(path),
  );
}

function problem(subject: Subject, path: string, absent: { submodule: string; command: string }): Problem {
  const written = [...scalars(subject.recipe.root)].find(({ node }) => textOf(node)?.includes(path));
  return {
    at: written ? placeOf(subject, written.node) : topOf(subject),
    message: `${absent.submodule} is a git submodule that is not checked out.`,
    why: `rattler-build will not find ${path}.`,
    help: [`To check out the submodule, run ${absent.command}`],
  };
}
