import * as fc from 'fast-check';
import { join } from 'node:path';
import { changeShape, type Shape, shape, writeShape } from './changes/shapes-of-names';
import { Place } from './changes/place';
import { engines } from './engines';
import { TestWorkspace } from './test-workspace';

const ALL = ['run-many', '-t', 'conda-build', '--parallel=2'];

/** Enough for each kind of file to combine with each odd character; together they cost one start of Nx. */
const SHAPES = 150;

/** Only hashes matter: Nx computes them from the plugin's inputs, whatever the target does. */
const HASHED_ONLY = {
  plugin: 'nx-conda',
  options: { channels: [], targets: { build: { executor: 'nx:noop' } } },
};

function placeOf(workspace: TestWorkspace, { folders }: Shape, index: number): Place {
  const name = `shape-${index}`;
  return new Place(workspace, name, join(name, ...folders), join(workspace.home, 'outside', name));
}

async function hashes(workspace: TestWorkspace): Promise<Map<string, string>> {
  await workspace.ok(ALL);
  return workspace.lastHashes();
}

/** The places whose project is missing, or whose hash is unchanged. @returns their descriptions. */
async function unseen(shapes: Shape[]): Promise<string[]> {
  const workspace = new TestWorkspace(engines[0]?.env);
  try {
    workspace.write('nx.json', JSON.stringify({ plugins: [HASHED_ONLY] }));
    const places = shapes.map((one, index) => placeOf(workspace, one, index));
    shapes.forEach((one, index) => writeShape(places[index] as Place, one));
    const before = await hashes(workspace);
    expect(await hashes(workspace)).toEqual(before);
    shapes.forEach((one, index) => changeShape(places[index] as Place, one));
    const after = await hashes(workspace);
    const roots = await projectsByRoot(workspace);
    return shapes.flatMap((one, index) => {
      const task = `${roots.get((places[index] as Place).folder) ?? 'no project'}:conda-build`;
      const hash = before.get(task);
      return hash !== undefined && hash !== after.get(task) ? [] : [`${task} ${JSON.stringify(one)}`];
    });
  } finally {
    workspace.remove();
  }
}

async function projectsByRoot(workspace: TestWorkspace): Promise<Map<string, string>> {
  const text = await workspace.ok(['graph', '--print']);
  const { graph } = JSON.parse(text) as { graph: { nodes: Record<string, { data: { root: string } }> } };
  return new Map(Object.entries(graph.nodes).map(([name, { data }]) => [data.root, name]));
}

describe('any names of folders and files', () => {
  it('a change of a file that a recipe reads gives its build another hash', async () => {
    // Sampled, not asserted: shrinking would start Nx for each try, and the output names the missing places anyway.
    const seed = Number(process.env['NX_CONDA_TEST_SEED'] ?? Date.now() % 2 ** 31);
    const shapes = fc.sample(shape, { numRuns: SHAPES, seed });
    expect({ seed, unseen: await unseen(shapes) }).toEqual({ seed, unseen: [] });
  });
});
