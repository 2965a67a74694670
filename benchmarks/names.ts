import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { planRecipe } from '../packages/nx-conda/src/generators/recipe/plan-recipe';
import { factsReader } from '../packages/nx-conda/src/generators/recipe/read-facts';
import { folderOfRecipe } from '../packages/nx-conda/src/generators/recipe/target-folder';
import { writeRecipe } from '../packages/nx-conda/src/generators/recipe/write-recipe';
import { compareNames, type Comparison } from './compare-names';
import { recipeFolders, renderAlone } from './recipes';

export interface NamesOptions {
  recipes?: string;
  engine: string;
}

/** A recipe of conda-forge for a PyPI distribution, as rendered by rattler-build. */
interface Peer {
  name: string;
  /** `pypi:requests@2.34.2` */
  from: string;
  /** In host and run, and the compiler packages in build. */
  names: Set<string>;
}

/** The requirement names of generated recipes compared with those of conda-forge's recipes of the same version. */
export async function benchNames({ recipes, engine }: NamesOptions): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'nx-conda-bench-'));
  const all: Comparison[] = [];
  try {
    for (const folder of recipeFolders(recipes, scratch)) {
      const peer = peerOf(folder, engine);
      const text = peer && (await generated(peer, scratch));
      if (peer && text !== undefined) all.push(...compareNames(namesIn(text), peer.names).map(of(peer)));
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  report(all);
}

const of =
  ({ name }: Peer) =>
  (one: Comparison): Comparison => ({ ...one, recipe: name });

async function generated({ name, from }: Peer, root: string): Promise<string | undefined> {
  const scratch = mkdtempSync(join(root, 'source-'));
  const target = folderOfRecipe(name, 'recipes');
  const surroundings = {
    ...{ root, platform: 'linux-64', cuda: '12.6' },
    readFacts: factsReader({ root, recipe: join(root, target.folder), scratch }),
    names: { workspace: new Set<string>(), channels: undefined },
  };
  try {
    return writeRecipe((await planRecipe({ target, from, kind: 'auto' }, surroundings)).plan);
  } catch (error) {
    console.log(`  no recipe of ${from}: ${(error as Error).message.split('\n')[0]}`);
    return undefined;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

interface Rendered {
  recipe: {
    package: { name: string; version: string };
    source?: { url?: string | string[] }[];
    requirements: Record<string, unknown[] | undefined>;
  };
}

/** Undefined if the source is not an sdist of PyPI, or rendering fails. */
function peerOf(folder: string, engine: string): Peer | undefined {
  const { status, stdout } = renderAlone(join(folder, 'recipe.yaml'), engine);
  const outputs = status === 0 ? (JSON.parse(stdout) as Rendered[]) : [];
  const urls = outputs.flatMap(({ recipe }) => recipe.source ?? []).flatMap(({ url }) => url ?? []);
  const distribution = /\/packages\/source\/[^/]+\/([\w.-]+)\/[^/]+$/.exec(urls[0] ?? '')?.[1];
  const [first] = outputs;
  if (!first || distribution === undefined) return undefined;
  const asked = outputs.flatMap(({ recipe: { requirements } }) => Object.values(requirements).flat());
  const specs = asked.filter((one) => typeof one === 'string');
  return {
    name: first.recipe.package.name,
    from: `pypi:${distribution}@${first.recipe.package.version}`,
    names: new Set([...outputs.map(({ recipe }) => recipe.package.name), ...specs.map(nameOf)]),
  };
}

/** The requirement names of a generated recipe in host and run, including conditional ones, without Python and pip. */
function namesIn(text: string): string[] {
  const { requirements = {} } = parse(text) as { requirements?: Record<string, unknown> };
  const specs = [requirements['host'], requirements['run']].flatMap(specsIn);
  return [...new Set(specs.map(nameOf))].filter((name) => !['python', 'pip', '$'].includes(name)).sort();
}

function specsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(specsIn);
  return typeof value === 'object' && value !== null ? specsIn((value as { then?: unknown }).then) : [];
}

function nameOf(spec: string): string {
  return /^[\w.-]+|^\$/.exec(spec)?.[0] ?? '';
}

function report(all: Comparison[]): void {
  const count = (verdict: Comparison['verdict']) => all.filter((one) => one.verdict === verdict).length;
  for (const { recipe, name, others } of all.filter(({ verdict }) => verdict === 'other')) {
    console.log(`  ${recipe}: ${name}, but conda-forge's recipe has ${others.join(' or ')}`);
  }
  const [same, spelled, other] = [count('same'), count('spelled'), count('other')];
  const compared = same + spelled + other;
  console.log(`\n${new Set(all.map(({ recipe }) => recipe)).size} recipes, ${all.length} names`);
  console.log(`  ${same} are in conda-forge's recipe, ${spelled} more in another spelling`);
  console.log(`  ${other} have another name there`);
  console.log(`  ${count('alone')} are required by the source only, and not compared`);
  console.log(
    `  right: ${((100 * (same + spelled)) / compared).toFixed(1)} % of ${compared}, target at least 95 %`,
  );
}
