import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPacked } from '../tools/install-packed';
import { describe, printComparison, printVerdict, ratio, seconds } from './figures';
import { GraphWorkspace } from './graph-workspaces';
import { measure, type Run } from './measure';
import { realRecipes, renderAlone, type RealRecipe } from './recipes';

export interface CheckOptions {
  sizes: number[];
  rounds: number;
  recipes?: string;
  engine: string;
}

/** conda-check compared with Nx alone, and with the best that rattler-build offers: rendering every recipe. */
export async function benchCheck({ sizes, rounds, recipes: from, engine }: CheckOptions): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'nx-conda-bench-'));
  try {
    const version = spawnSync(engine, ['--version'], { encoding: 'utf8' }).stdout.trim();
    const recipes = realRecipes(from, mkdtempSync(join(scratch, 'corpus-')), engine);
    console.log(`${cpus().length} cores, Node ${process.versions.node}, ${version}`);
    const packed = mkdtempSync(join(scratch, 'packed-'));
    installPacked(packed);
    for (const size of sizes) {
      const workspace = new GraphWorkspace(join(scratch, `w${size}`), join(packed, 'node_modules'));
      workspace.addRecipes(recipes, size);
      workspace.use('nx-conda', '');
      await benchSize(workspace.root, recipes.slice(0, size), { rounds, engine });
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function benchSize(
  root: string,
  recipes: RealRecipe[],
  { rounds, engine }: Pick<CheckOptions, 'rounds' | 'engine'>,
): Promise<void> {
  const found: Record<'check' | 'alone' | 'render', Run[]> = { check: [], alone: [], render: [] };
  const nx = (...args: string[]) => {
    const env = { NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_CONDA_RATTLER_BUILD: engine };
    return measure(process.execPath, [join(root, 'node_modules/nx/dist/bin/nx.js'), ...args], root, env);
  };
  // Then the graph is in the cache, for both.
  await nx('show', 'projects');
  for (let round = 0; round < rounds; round++) {
    found.alone.push(await nx('show', 'projects'));
    found.check.push(await nx('run-many', '-t', 'conda-check', '--skip-nx-cache'));
    found.render.push(oneByOne(recipes, engine));
  }
  console.log(`\n${recipes.length} recipes`);
  console.log(`  conda-check    ${describe(found.check)}`);
  console.log(`  nx alone       ${describe(found.alone)}`);
  console.log(`  one by one     ${describe(found.render)}`);
  printVerdict('conda-check, seconds', seconds(found.check), 5);
  const own = (seconds(found.check) - seconds(found.alone)) / recipes.length;
  printVerdict('per recipe, seconds', own, 1, 3);
  printComparison('conda-check / one by one', ratio(found.check, found.render));
}

function oneByOne(recipes: RealRecipe[], engine: string): Run {
  const started = performance.now();
  for (const { folder } of recipes) renderAlone(join(folder, 'recipe.yaml'), engine);
  return { seconds: (performance.now() - started) / 1000, peakMb: 0 };
}
