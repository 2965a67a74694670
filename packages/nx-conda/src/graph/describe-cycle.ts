import type { BuildCycle, LocatedStep } from './build-cycles';
import type { CycleMetadata } from './conda-metadata';
import type { Workspace } from './workspace';

/** A build cycle in names of projects and lines of recipes. */
export function describeCycle(
  { path }: BuildCycle,
  workspace: Pick<Workspace, 'names' | 'sources'>,
): CycleMetadata {
  const name = (root: string) => workspace.names.get(root) ?? root;
  const recipeOf = new Map(workspace.sources.map((source) => [source.root, source.path]));
  const [first] = path;
  return {
    path: [...(first ? [name(first.from)] : []), ...path.map(({ to }) => name(to))],
    requirements: path.map((step) =>
      describeStep(step, name(step.from), recipeOf.get(step.from) ?? step.from),
    ),
  };
}

function describeStep({ requirement, position }: LocatedStep, project: string, recipe: string): string {
  return position
    ? `${recipe}:${position.line}:${position.column} ${project} requires ${requirement}`
    : `${recipe} ${project} gets ${requirement} from what its dependencies export`;
}
