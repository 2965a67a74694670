import { findCycles } from '../graph/cycles';
import type { CondaProject } from './task-graph';

/** Projects that only one machine can do together. */
export interface ProjectGroup {
  projects: CondaProject[];
  /** Names of projects of other groups. */
  after: string[];
}

export interface Selection {
  /** Ids; undefined: all. */
  affectedTasks?: ReadonlySet<string>;
  /** Whether the cache has the packages of projects that are not affected. */
  othersAreCached: boolean;
}

/**
 * The projects to plan, in groups. If two projects wait for each other, they are in one group: the build of the one may
 * need the other for its test.
 */
export function selectProjects(
  projects: ReadonlyMap<string, CondaProject>,
  { affectedTasks, othersAreCached }: Selection,
): ProjectGroup[] {
  const isAffected = ({ tasks }: CondaProject) => !affectedTasks || tasks.some((id) => affectedTasks.has(id));
  const wanted = [...projects.values()].filter(isAffected).map(({ name }) => name);
  const needed = othersAreCached ? new Set(wanted) : withRequired(wanted, projects);
  const names = new Set([...projects.keys()].filter((name) => needed.has(name)));
  const after = new Map([...names].map((name) => [name, nearest(name, names, projects)]));
  const groupOf = new Map([...names].map((name) => [name, [name]]));
  for (const cycle of findCycles(after)) for (const name of cycle) groupOf.set(name, cycle);
  return [...new Set(groupOf.values())].map((group) => ({
    projects: group.flatMap((name) => projects.get(name) ?? []),
    after: [...new Set(group.flatMap((name) => [...(after.get(name) ?? [])]))].filter(
      (name) => !group.includes(name),
    ),
  }));
}

function withRequired(names: string[], projects: ReadonlyMap<string, CondaProject>): Set<string> {
  const found = new Set(names);
  // Grows while it is walked.
  for (const name of found) for (const other of projects.get(name)?.after ?? []) found.add(other);
  return found;
}

/** The planned projects that must be done before, also those behind projects that are not planned. */
function nearest(
  start: string,
  planned: ReadonlySet<string>,
  projects: ReadonlyMap<string, CondaProject>,
): Set<string> {
  const found = new Set<string>();
  const seen = new Set(projects.get(start)?.after ?? []);
  // Grows while it is walked.
  for (const name of seen) {
    if (planned.has(name)) found.add(name);
    else for (const other of projects.get(name)?.after ?? []) seen.add(other);
  }
  found.delete(start);
  return found;
}
