import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planRecipe } from '../packages/nx-conda/src/generators/recipe/plan-recipe';
import { factsReader } from '../packages/nx-conda/src/generators/recipe/read-facts';
import { folderOfRecipe } from '../packages/nx-conda/src/generators/recipe/target-folder';
import { writeRecipe } from '../packages/nx-conda/src/generators/recipe/write-recipe';
import { compareNames, type Comparison } from './compare-names';
import { compareFacts, type FactsComparison } from './compare-facts';
import { type Peer, peers } from './peers';
import { factsOf, requiredNames } from './recipe-facts';

export interface GeneratorOptions {
  recipes?: string;
  engine: string;
}

/** Fewer recipes than this cannot support a percentage. */
const LEAST = 20;

/** Generated recipes compared with those of conda-forge for the same version of the same project. */
export async function benchGenerator({ recipes, engine }: GeneratorOptions): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'nx-conda-bench-'));
  const names: Comparison[] = [];
  const facts: FactsComparison[] = [];
  try {
    for (const peer of peers(recipes, scratch, engine)) {
      const text = await generated(peer, scratch);
      if (text === undefined) continue;
      names.push(
        ...compareNames(requiredNames(text), peer.names).map((one) => ({ ...one, recipe: peer.name })),
      );
      facts.push(compareFacts(peer.name, factsOf(text), peer.facts));
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  if (facts.length < LEAST) throw new Error(`Only ${facts.length} recipes could be compared, not ${LEAST}.`);
  reportFacts(facts);
  reportNames(names);
}

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

function reportFacts(all: FactsComparison[]): void {
  const compiled = all.filter(({ isCompiled }) => isCompiled);
  console.log('\n| recipe | noarch or compiled | compilers | CUDA -dev packages | imports |');
  console.log('| --- | --- | --- | --- | --- |');
  for (const { recipe, build, compilers, cudaDev, imports } of compiled) {
    console.log(`| ${[recipe, build, compilers, cudaDev, imports].map((cell) => cell.text).join(' | ')} |`);
  }
  const pure = all.filter(({ isCompiled }) => !isCompiled);
  console.log(`\n${all.length} recipes, of which ${compiled.length} compile there or here`);
  console.log(`  noarch in both: ${pure.length}; compiled in both: ${count(compiled, 'build')}`);
  console.log(
    `  of the ${compiled.length}, as in conda-forge's recipe: compilers ${count(compiled, 'compilers')}`,
  );
  console.log(`  CUDA -dev packages ${count(compiled, 'cudaDev')}, imports ${count(compiled, 'imports')}`);
  console.log(
    `  noarch here, compiled there: ${compiled.filter(({ build }) => build.text.startsWith('noarch')).length}`,
  );
}

function count(all: FactsComparison[], key: 'build' | 'compilers' | 'cudaDev' | 'imports'): number {
  return all.filter((one) => one[key].isSame).length;
}

function reportNames(all: Comparison[]): void {
  const count = (verdict: Comparison['verdict']) => all.filter((one) => one.verdict === verdict).length;
  for (const { recipe, name, others } of all.filter(({ verdict }) => verdict === 'other')) {
    console.log(`  ${recipe}: ${name}, but conda-forge's recipe has ${others.join(' or ')}`);
  }
  const [same, spelled, other] = [count('same'), count('spelled'), count('other')];
  const compared = same + spelled + other;
  console.log(`\n${all.length} required names`);
  console.log(`  ${same} are in conda-forge's recipe, ${spelled} more in another spelling`);
  console.log(`  ${other} have another name there`);
  console.log(`  ${count('alone')} are required by the source only, and not compared`);
  console.log(
    `  right: ${((100 * (same + spelled)) / compared).toFixed(1)} % of ${compared}, target at least 95 %`,
  );
}
