import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPacked } from '../tools/install-packed';
import { describe, printComparison, printVerdict, ratio, seconds } from './figures';
import { installListing } from './listing';
import { measure, type Run } from './measure';
import { chainOf, layers, packageName, recipePath } from './reuse-shapes';
import { buildDependencies, CONTENDERS, ReuseWorkspace, type Contender } from './reuse-workspaces';

export interface ReuseOptions {
  /** Lengths of the chains. Undefined: those with targets, and the layers; none: only the layers. */
  sizes?: number[];
  rounds: number;
  engine: string;
}

const CHAINS = [5, 100];
const FLOOR_TARGET = 1.3;
const EXACTNESS_TARGET = 1.5;
const OWN_SHARE_TARGET_MS = 100;

/** The cost of building nothing, and of building one package, compared with alternatives. */
export async function benchReuse({ sizes, rounds, engine }: ReuseOptions): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'nx-conda-bench-'));
  try {
    console.log(`${cpus().length} cores, Node ${process.versions.node}`);
    const packed = mkdtempSync(join(scratch, 'packed-'));
    installPacked(packed);
    installListing(join(packed, 'node_modules'));
    const modules = join(packed, 'node_modules');
    for (const size of sizes ?? CHAINS) {
      const workspace = new ReuseWorkspace(join(scratch, `chain${size}`), chainOf(size), modules);
      console.log(`\nA chain of ${size} packages`);
      await new ReuseBench(workspace, engine, rounds).chain();
    }
    if (sizes && sizes.length > 0) return;
    console.log('\nPackages in layers');
    const workspace = new ReuseWorkspace(join(scratch, 'layers'), layers(), modules);
    await new ReuseBench(workspace, engine, rounds).layers();
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

class ReuseBench {
  private readonly graphFile: string;

  constructor(
    private readonly workspace: ReuseWorkspace,
    private readonly engine: string,
    private readonly rounds: number,
  ) {
    this.graphFile = `${workspace.root}.graph.json`;
  }

  async chain(): Promise<void> {
    await this.readGraph();
    await this.noChange(CONTENDERS);
    await this.skipExisting();
    await this.onePackage();
  }

  async layers(): Promise<void> {
    await this.readGraph();
    const { length } = this.workspace.packages;
    console.log(`  ${length} projects with ${buildDependencies(this.graphFile)} build dependencies`);
    await this.noChange(['nx-conda', 'plain-inputs']);
  }

  private async readGraph(): Promise<void> {
    this.workspace.use('nx-conda', this.graphFile);
    await this.nx(['graph', `--file=${this.graphFile}`]);
  }

  /** Contenders take turns with everything in their caches; each has its own. */
  private async noChange(contenders: readonly Contender[]): Promise<void> {
    const runs: Record<Contender, Run[]> = { 'nx-conda': [], 'no-op': [], 'plain-inputs': [] };
    for (const contender of contenders) {
      this.workspace.use(contender, this.graphFile);
      await this.buildAll(contender);
    }
    for (let round = 0; round < this.rounds; round++) {
      for (const contender of contenders) {
        this.workspace.use(contender, this.graphFile);
        // The first run notices the changed nx.json, and leaves the outputs of this contender.
        await this.buildAll(contender);
        runs[contender].push(await this.buildAll(contender));
      }
    }
    contenders.forEach((name) => console.log(`  no change  ${name.padEnd(14)} ${describe(runs[name])}`));
    const against = (name: Contender, target: number) =>
      printVerdict(`nx-conda / ${name}`, ratio(runs['nx-conda'], runs[name]), target);
    if (contenders.includes('no-op')) against('no-op', FLOOR_TARGET);
    against('plain-inputs', EXACTNESS_TARGET);
  }

  private async skipExisting(): Promise<void> {
    await this.rattlerBuild();
    const runs = [await this.rattlerBuild(), await this.rattlerBuild(), await this.rattlerBuild()];
    console.log(
      `  no change  ${'rattler-build'.padEnd(14)} ${describe(runs)}, --recipe-dir --skip-existing=local`,
    );
    this.workspace.use('nx-conda', this.graphFile);
    await this.buildAll('nx-conda');
    const middle = packageName(Math.ceil(this.workspace.packages.length / 2));
    const [own, theirs] = [join(this.workspace.root, 'dist/conda', middle), this.channel];
    const before = [own, theirs].map((channel) => packageHash(channel, middle));
    this.workspace.editScript(middle);
    await this.rattlerBuild();
    await this.buildAll('nx-conda');
    const after = [own, theirs].map((channel) => packageHash(channel, middle));
    const [ours, other] = after.map((hash, index) => (hash === before[index] ? 'skips it' : 'builds it'));
    console.log(`  An edited build script: rattler-build ${other}, nx-conda ${ours}`);
  }

  /** The plugin's share: without Nx's start and its process for the task, and without rattler-build's own time. */
  private async onePackage(): Promise<void> {
    const recipe = join(this.workspace.root, recipePath(packageName(1)));
    const found: Record<string, Run[]> = { 'conda-build': [], 'no-op': [], 'loads-only': [], bare: [] };
    this.workspace.use('nx-conda', this.graphFile);
    this.workspace.addIdleTargets(packageName(1));
    await this.nx(['show', 'projects']);
    for (let round = 0; round < this.rounds; round++) {
      for (const target of ['conda-build', 'no-op', 'loads-only']) {
        found[target]?.push(await this.nx(['run', `${packageName(1)}:${target}`, '--skip-nx-cache']));
      }
      const out = join(this.workspace.root, 'out', String(round));
      found['bare']?.push(await this.rattler(['--recipe', recipe, '--output-dir', out]));
    }
    for (const [name, runs] of Object.entries(found)) {
      console.log(`  one package ${name.padEnd(13)} ${describe(runs)}`);
    }
    const time = (name: string) => seconds(found[name] ?? []) * 1000;
    const share = time('conda-build') - time('loads-only') - time('bare');
    printVerdict('our share, ms', share, OWN_SHARE_TARGET_MS, 0);
    printComparison('loading the executor, ms', time('loads-only') - time('no-op'), 0);
  }

  private async buildAll(contender: Contender): Promise<Run> {
    return this.nx(['run-many', '-t', 'conda-build', '--parallel=2'], contender);
  }

  private nx(args: string[], contender: Contender = 'nx-conda'): Promise<Run> {
    const { root } = this.workspace;
    return measure(process.execPath, [join(root, 'node_modules/nx/dist/bin/nx.js'), ...args], root, {
      NX_DAEMON: 'false',
      NX_NO_CLOUD: 'true',
      NX_TUI: 'false',
      NX_CONDA_RATTLER_BUILD: this.engine,
      NX_CONDA_CACHE_DIR: `${root}.cache`,
      NX_CACHE_DIRECTORY: `${root}.nx-${contender}`,
      NX_WORKSPACE_DATA_DIRECTORY: `${root}.data-${contender}`,
    });
  }

  /** The folder that rattler-build puts all packages into. */
  private get channel(): string {
    return `${this.workspace.root}.out`;
  }

  private rattlerBuild(): Promise<Run> {
    return this.rattler([
      '--recipe-dir',
      join(this.workspace.root, 'recipes'),
      '--output-dir',
      this.channel,
      '--skip-existing=local',
    ]);
  }

  private rattler(args: string[]): Promise<Run> {
    const common = ['build', '--no-config', '--test', 'skip', '--channel', `file://${this.channel}`];
    return measure(this.engine, [...common, ...args], this.workspace.root, {});
  }
}

/** Reads a package's file in a channel folder. */
function packageHash(channel: string, packageName: string): string {
  const folder = join(channel, 'noarch');
  const file = readdirSync(folder).find((name) => name.startsWith(packageName)) ?? '';
  return createHash('sha256')
    .update(readFileSync(join(folder, file)))
    .digest('hex');
}
