import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { corpus, describeCorpus, unpackCorpus } from './corpus';
import { binary, engines } from './engines';
import { TestWorkspace } from './test-workspace';

/** rattler-build 0.74's results for a repository of recipes, by path of recipe.yaml. */
interface Truth {
  nodes: Record<string, { build_before: string[]; test_before: string[] }>;
  edges: { from: string; to: string }[];
}

interface Project {
  data: { root: string; metadata: { conda: { exact: boolean; build: string[]; test: string[] } } };
}

interface GraphFile {
  graph: { nodes: Record<string, Project>; dependencies: Record<string, { target: string }[]> };
}

describeCorpus('the graph of ros-humble-emscripten')('the graph of ros-humble-emscripten', () => {
  let workspace: TestWorkspace;
  let truth: Truth;

  beforeAll(() => {
    workspace = new TestWorkspace();
    const member = 'ros-humble-emscripten/ros-humble-emscripten';
    unpackCorpus('small-corpora.tar.xz', workspace.root, member, 2);
    workspace.write(
      'nx.json',
      JSON.stringify({
        plugins: [
          {
            plugin: 'nx-conda',
            options: { variants: ['conda_build_config.yaml'], targetPlatform: 'emscripten-wasm32' },
          },
        ],
      }),
    );
    const packed = execFileSync('xz', ['-dc', join(corpus, 'ros-humble-emscripten.truth.json.xz')]);
    truth = JSON.parse(packed.toString()) as Truth;
  });

  afterAll(() => workspace.remove());

  /** Lines `kind from to`, of paths below `recipes`. */
  async function linesOf(env: Record<string, string>): Promise<{ lines: Set<string>; exact: number }> {
    await workspace.ok(['graph', '--file=dist/graph.json'], env);
    const { graph } = JSON.parse(workspace.read('dist/graph.json')) as GraphFile;
    const folder = (project: string) => graph.nodes[project]?.data.root.replace('recipes/', '') ?? '';
    const lines = Object.entries(graph.nodes).flatMap(([name, { data }]) => {
      const { build, test } = data.metadata.conda;
      const edges = graph.dependencies[name]?.map(({ target }) => target) ?? [];
      return [
        ...build.map((other) => `build ${folder(name)} ${folder(other)}`),
        ...test.map((other) => `test ${folder(name)} ${folder(other)}`),
        ...edges.map((other) => `edge ${folder(name)} ${folder(other)}`),
      ];
    });
    const exact = Object.values(graph.nodes).filter(({ data }) => data.metadata.conda.exact).length;
    return { lines: new Set(lines), exact };
  }

  function trueLines(): Set<string> {
    const lines = Object.entries(truth.nodes).flatMap(([path, node]) => [
      ...node.build_before.map((other) => `build ${dirname(path)} ${dirname(other)}`),
      ...node.test_before.map((other) => `test ${dirname(path)} ${dirname(other)}`),
    ]);
    const edges = truth.edges.map(({ from, to }) => `edge ${dirname(from)} ${dirname(to)}`);
    const isSelf = (line: string) => line.split(' ')[1] === line.split(' ')[2];
    return new Set([...lines, ...edges].filter((line) => !isSelf(line)));
  }

  (binary ? it : it.skip)('is exactly what rattler-build says', async () => {
    const { lines, exact } = await linesOf(engines[0]?.env ?? {});
    expect(exact).toBe(Object.keys(truth.nodes).length);
    expect([...lines].sort()).toEqual([...trueLines()].sort());
  });

  it('misses nothing without an engine', async () => {
    const { lines } = await linesOf({ NX_CONDA_NO_DOWNLOAD: '1' });
    expect([...trueLines()].filter((line) => !lines.has(line))).toEqual([]);
  });
});
