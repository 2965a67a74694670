import { BUILD_EXECUTOR, TEST_EXECUTOR } from '../graph/targets';
import type { GraphFile } from './task-graph';

export interface FakeProject {
  /** Projects whose builds the build and the test need. */
  build?: string[];
  test?: string[];
  /** The test has a configuration for a GPU. */
  gpu?: boolean;
  /** Tasks of other plugins that the build waits for. */
  other?: string[];
}

/** A task graph as Nx writes it. @param others what tasks of other plugins wait for, by id */
export function graphFile(
  projects: Record<string, FakeProject>,
  others: Record<string, string[]> = {},
): GraphFile {
  const file: GraphFile = { graph: { nodes: {} }, tasks: { tasks: {}, dependencies: {} } };
  const add = (id: string, after: string[]) => {
    const [project = '', target = ''] = id.split(':');
    file.tasks.tasks[id] = { id, target: { project, target } };
    file.tasks.dependencies[id] = after.map((other) => ({ id: other }));
  };
  const builds = (names: string[] = []) => names.map((name) => `${name}:conda-build`);
  for (const [name, { build, test, gpu, other = [] }] of Object.entries(projects)) {
    const targets = {
      'conda-build': { executor: BUILD_EXECUTOR },
      'conda-test': { executor: TEST_EXECUTOR, ...(gpu && { configurations: { gpu: {} } }) },
      prepare: { executor: 'nx:run-commands' },
    };
    const metadata = { conda: { recipe: `recipes/${name}/recipe.yaml` } } as object;
    file.graph.nodes[name] = { data: { root: `recipes/${name}`, name, targets, metadata } };
    add(`${name}:conda-build`, [...builds(build), ...other]);
    add(`${name}:conda-test`, [`${name}:conda-build`, ...builds(test)]);
  }
  for (const [id, after] of Object.entries(others)) add(id, after);
  return file;
}
