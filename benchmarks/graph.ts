import { spawnSync } from 'node:child_process';
import { cpus, tmpdir } from 'node:os';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installPacked } from '../tools/install-packed';
import { CONTENDERS, GraphWorkspace, type Contender } from './graph-workspaces';
import { describe, largest, printComparison, printVerdict, ratio } from './figures';
import { installListing } from './listing';
import { measure, type Run } from './measure';
import { realRecipes, renderAlone, type RealRecipe } from './recipes';

export interface GraphOptions {
  sizes: number[];
  rounds: number;
  recipes?: string;
  engine: string;
}

/** Number of recipes that are rendered one by one. */
const ALONE = 250;

/** Cold and warm project graphs compared with plugins that only list the projects, and with one process per recipe. */
export async function benchGraph(options: GraphOptions): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'nx-conda-bench-'));
  try {
    const version = spawnSync(options.engine, ['--version'], { encoding: 'utf8' }).stdout.trim();
    const recipes = realRecipes(options.recipes, makeFolder(scratch, 'corpus'), options.engine);
    console.log(
      `${cpus().length} cores, Node ${process.versions.node}, ${version}, ${recipes.length} recipes that render`,
    );
    const packed = makeFolder(scratch, 'packed');
    installPacked(packed);
    installListing(join(packed, 'node_modules'));
    for (const size of options.sizes) {
      const workspace = new GraphWorkspace(join(scratch, `w${size}`), join(packed, 'node_modules'));
      workspace.addRecipes(recipes, size);
      await benchSize(workspace, size, recipes, options);
      rmSync(workspace.root, { recursive: true });
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function benchSize(
  workspace: GraphWorkspace,
  size: number,
  recipes: RealRecipe[],
  { rounds, engine }: GraphOptions,
): Promise<void> {
  const cold = await runs(workspace, Math.min(rounds, 3), engine, true);
  const warm = await runs(workspace, rounds, engine, false);
  const ours = cold['nx-conda'];
  console.log(`\n${size} projects, ${exactShare(workspace)} exact`);
  for (const [what, found] of Object.entries({ cold, warm })) {
    for (const name of CONTENDERS) {
      console.log(`  ${what}  ${name.padEnd(14)} ${describe(found[name])}, ${largest(found[name])}`);
    }
  }
  printVerdict('warm / same-projects', ratio(warm['nx-conda'], warm['same-projects']), 1.3);
  printComparison('warm / names-only', ratio(warm['nx-conda'], warm['names-only']));
  printVerdict(
    'largest process, MB',
    Math.max(...[...ours, ...warm['nx-conda']].map((run) => run.peakMb)),
    400,
  );
  if (size === ALONE)
    printVerdict('cold / one process per recipe', ratio(ours, oneByOne(recipes, engine)), 0.6);
}

/** Contenders take turns, so a slow minute of the machine affects all of them. */
async function runs(
  workspace: GraphWorkspace,
  rounds: number,
  engine: string,
  isCold: boolean,
): Promise<Record<Contender, Run[]>> {
  const found: Record<Contender, Run[]> = { 'nx-conda': [], 'same-projects': [], 'names-only': [] };
  for (let round = 0; round < rounds; round++) {
    for (const contender of CONTENDERS) {
      workspace.use(contender, graphFile(workspace));
      if (isCold) workspace.forget();
      const first = await graph(workspace, contender, engine);
      // Warm: the same command again. The previous command must notice the changed plugin.
      found[contender].push(isCold ? first : await graph(workspace, contender, engine));
    }
  }
  return found;
}

function graph(workspace: GraphWorkspace, contender: Contender, engine: string): Promise<Run> {
  const nx = join(workspace.root, 'node_modules/nx/dist/bin/nx.js');
  const file = contender === 'nx-conda' ? graphFile(workspace) : `${workspace.root}.other.json`;
  const env = { NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_CONDA_RATTLER_BUILD: engine };
  return measure(process.execPath, [nx, 'graph', `--file=${file}`], workspace.root, env);
}

function graphFile({ root }: GraphWorkspace): string {
  return `${root}.graph.json`;
}

function oneByOne(recipes: RealRecipe[], engine: string): Run[] {
  const runs = Array.from({ length: 3 }, () => {
    const started = performance.now();
    for (const { folder } of recipes.slice(0, ALONE)) renderAlone(join(folder, 'recipe.yaml'), engine);
    return { seconds: (performance.now() - started) / 1000, peakMb: 0 };
  });
  console.log(`  cold  ${'one by one'.padEnd(14)} ${describe(runs)}`);
  return runs;
}

function exactShare(workspace: GraphWorkspace): string {
  const { graph } = JSON.parse(readFileSync(graphFile(workspace), 'utf8')) as {
    graph: { nodes: Record<string, { data: { metadata: { conda: { exact: boolean } } } }> };
  };
  const projects = Object.values(graph.nodes);
  return `${projects.filter(({ data }) => data.metadata.conda.exact).length}`;
}

function makeFolder(scratch: string, name: string): string {
  return mkdtempSync(join(scratch, `${name}-`));
}
