import type { BuildCycle, LocatedStep } from './build-cycles';
import type { CycleMetadata } from './conda-metadata';

/** A build cycle as project names and lines of recipes. */
export function describeCycle({ path }: BuildCycle, names: ReadonlyMap<string, string>): CycleMetadata {
  const name = (root: string) => names.get(root) ?? root;
  const [first] = path;
  return {
    path: [...(first ? [name(first.from)] : []), ...path.map(({ to }) => name(to))],
    requirements: path.map((step) => describeStep(step, name(step.from))),
  };
}

function describeStep({ requirement, recipe, position }: LocatedStep, project: string): string {
  return position
    ? `${recipe}:${position.line}:${position.column} ${project} requires ${requirement}`
    : `${recipe} ${project} requires ${requirement} through run_exports of a dependency`;
}
