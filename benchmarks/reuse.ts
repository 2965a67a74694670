import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPacked } from '../tools/install-packed';
import { installListing } from './listing';
import { measure, median, type Run } from './measure';
import { ChainWorkspace, CONTENDERS, packageName, recipePath, type Contender } from './reuse-workspaces';

export interface ReuseOptions {
  sizes: number[];
  rounds: number;
  engine: string;
}

const FLOOR_TARGET = 1.3;
const OWN_SHARE_TARGET_MS = 100;

/** What it costs to build nothing, and to build one package, beside others that do the same. */
export async function benchReuse({ sizes, rounds, engine }: ReuseOptions): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'nx-conda-bench-'));
  try {
    console.log(`${cpus().length} cores, Node ${process.versions.node}`);
    const packed = mkdtempSync(join(scratch, 'packed-'));
    installPacked(packed);
    installListing(join(packed, 'node_modules'));
    for (const size of sizes) {
      const workspace = new ChainWorkspace(join(scratch, `chain${size}`), size, join(packed, 'node_modules'));
      await new ChainBench(workspace, engine, rounds).run();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

class ChainBench {
  private readonly graphFile: string;

  constructor(
    private readonly workspace: ChainWorkspace,
    private readonly engine: string,
    private readonly rounds: number,
  ) {
    this.graphFile = `${workspace.root}.graph.json`;
  }

  async run(): Promise<void> {
    const { size } = this.workspace;
    console.log(`\nA chain of ${size} packages`);
    this.workspace.use('nx-conda', this.graphFile);
    await this.nx(['graph', `--file=${this.graphFile}`]);
    await this.noChange();
    await this.skipExisting();
    await this.onePackage();
  }

  /** Contenders take turns with everything in their caches; each has its own. */
  private async noChange(): Promise<void> {
    const runs: Record<(typeof CONTENDERS)[number], Run[]> = {
      'nx-conda': [],
      'no-op': [],
      'plain-inputs': [],
    };
    for (const contender of CONTENDERS) {
      this.workspace.use(contender, this.graphFile);
      await this.buildAll(contender);
    }
    for (let round = 0; round < this.rounds; round++) {
      for (const contender of CONTENDERS) {
        this.workspace.use(contender, this.graphFile);
        // The first one learns that nx.json has changed, and leaves the outputs of this contender.
        await this.buildAll(contender);
        runs[contender].push(await this.buildAll(contender));
      }
    }
    CONTENDERS.forEach((name) => console.log(`  no change  ${name.padEnd(14)} ${describe(runs[name])}`));
    const ratio = seconds(runs['nx-conda']) / seconds(runs['no-op']);
    console.log(
      `  ${verdict(ratio, FLOOR_TARGET)} nx-conda / no-op: ${ratio.toFixed(2)}, target at most ${FLOOR_TARGET}`,
    );
    const plain = seconds(runs['nx-conda']) / seconds(runs['plain-inputs']);
    console.log(`         nx-conda / plain-inputs: ${plain.toFixed(2)}, for comparison`);
  }

  private async skipExisting(): Promise<void> {
    await this.rattlerBuild();
    const runs = [await this.rattlerBuild(), await this.rattlerBuild(), await this.rattlerBuild()];
    console.log(
      `  no change  ${'rattler-build'.padEnd(14)} ${describe(runs)}, --recipe-dir --skip-existing=local`,
    );
    const middle = Math.ceil(this.workspace.size / 2);
    this.workspace.editScript(middle);
    const { output } = await this.rattlerBuild();
    const noticed = output.includes(`Running build for recipe: ${packageName(middle)}`);
    console.log(
      `  An edited build script: rattler-build ${noticed ? 'builds it' : 'skips it'}, nx-conda builds it`,
    );
  }

  /** What is ours: neither Nx's start and its process for the task, nor rattler-build's own time. */
  private async onePackage(): Promise<void> {
    const recipe = join(this.workspace.root, recipePath(1));
    const found: Record<string, Run[]> = { 'conda-build': [], 'no-op': [], 'loads-only': [], bare: [] };
    this.workspace.use('nx-conda', this.graphFile);
    this.workspace.addIdleTargets();
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
    const target = `target at most ${OWN_SHARE_TARGET_MS}`;
    console.log(`  ${verdict(share, OWN_SHARE_TARGET_MS)} our share: ${share.toFixed(0)} ms, ${target}`);
    const loading = time('loads-only') - time('no-op');
    console.log(`         and ${loading.toFixed(0)} ms to load the executor, for comparison`);
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

  private rattlerBuild(): Promise<Run> {
    const out = `${this.workspace.root}.out`;
    return this.rattler([
      '--recipe-dir',
      join(this.workspace.root, 'recipes'),
      '--output-dir',
      out,
      '--skip-existing=local',
    ]);
  }

  private rattler(args: string[]): Promise<Run> {
    const common = [
      'build',
      '--no-config',
      '--test',
      'skip',
      '--channel',
      `file://${this.workspace.root}.out`,
    ];
    return measure(this.engine, [...common, ...args], this.workspace.root, {});
  }
}

function seconds(runs: Run[]): number {
  return median(runs.map((run) => run.seconds));
}

function describe(runs: Run[]): string {
  const all = runs.map((run) => run.seconds);
  return `${median(all).toFixed(2)} s (${Math.min(...all).toFixed(2)} to ${Math.max(...all).toFixed(2)})`;
}

function verdict(value: number, target: number): string {
  return (value <= target ? 'OK' : 'MISSED').padEnd(6);
}
