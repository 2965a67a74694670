import type { ProjectGraph } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import CondaVersionActions from './version-actions';

type Constructed = ConstructorParameters<typeof CondaVersionActions>;

/** As Nx makes them for `recipes/<name>` in a tree with these recipes. */
export async function actionsFor(name: string, recipes: Record<string, string>) {
  const tree = createTreeWithEmptyWorkspace();
  for (const [path, text] of Object.entries(recipes)) tree.write(path, text);
  const node = { name, type: 'lib', data: { root: `recipes/${name}` } } as Constructed[1];
  const actions = new CondaVersionActions({} as Constructed[0], node, {
    manifestRootsToUpdate: [],
    preserveLocalDependencyProtocols: false,
  } as unknown as Constructed[2]);
  await actions.init(tree);
  return { tree, actions };
}

/** The project graph of a workspace: the names of the packages that each project builds. */
export function graphOf(provides: Record<string, string[] | undefined>, needs: string[] = []): ProjectGraph {
  const nodes = Object.entries(provides).map(([name, names]) => {
    const data = { root: name, ...(names && { metadata: { conda: { provides: names } } }) };
    return [name, { name, type: 'lib', data }];
  });
  const edges = needs.map((target) => ({ source: 'app', target, type: 'implicit' }));
  return { nodes: Object.fromEntries(nodes), dependencies: { app: edges } } as ProjectGraph;
}
