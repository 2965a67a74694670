import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A recipe that rattler-build renders, with the package names in it. */
export interface RealRecipe {
  folder: string;
  names: string[];
}

/**
 * The recipes below a folder, or of the corpus beside the repository, that rattler-build renders.
 * @param scratch folder to unpack the corpus into.
 */
export function realRecipes(from: string | undefined, scratch: string, engine: string): RealRecipe[] {
  const rendered = recipeFolders(from, scratch).flatMap((recipe) => {
    const names = renderedNames(recipe, engine);
    return names ? [{ folder: recipe, names }] : [];
  });
  return rendered.filter((recipe) => isCopyable(recipe, namePattern(rendered), scratch, engine));
}

/** Those folders, with the variants of the corpus in them. */
export function recipeFolders(from: string | undefined, scratch: string): string[] {
  const folders = readdirSync(from ?? unpackCorpus(scratch), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === 'recipe.yaml')
    .map((entry) => entry.parentPath)
    .sort();
  folders.forEach(addVariants);
  return folders;
}

/** Some names are also words of the recipe's language: such a recipe cannot be copied under another name. */
function isCopyable(recipe: RealRecipe, pattern: RegExp, scratch: string, engine: string): boolean {
  const copy = join(scratch, 'copy');
  rmSync(copy, { recursive: true, force: true });
  copyRecipe(recipe, copy, 1, pattern);
  return renderedNames(copy, engine) !== undefined;
}

/** Writes a recipe's files elsewhere; copies after the first get their own package names, as do edges between them. */
export function copyRecipe(recipe: RealRecipe, target: string, copy: number, pattern: RegExp): void {
  mkdirSync(dirname(target), { recursive: true });
  cpSync(recipe.folder, target, { recursive: true, filter: (path) => !isRecord(path) });
  if (copy === 0) return;
  const file = join(target, 'recipe.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(pattern, `$1-c${copy}`));
}

/** Every package name of the recipes, as a whole word. */
export function namePattern(recipes: RealRecipe[]): RegExp {
  const names = recipes.flatMap((recipe) => recipe.names).sort((a, b) => b.length - a.length);
  const words = names.map((name) => name.replace(/[.+]/g, '\\$&')).join('|');
  return new RegExp(`(?<![A-Za-z0-9_./-])(${words})(?![A-Za-z0-9_./-])`, 'g');
}

function unpackCorpus(scratch: string): string {
  const archive = join(__dirname, '../../shared/corpus/conda-forge-sample.tar.xz');
  if (!existsSync(archive))
    throw new Error(`${archive} not found. Name a folder of recipes: --recipes <folder>`);
  execFileSync('tar', ['-xJf', archive, '-C', scratch]);
  return scratch;
}

/** The corpus stores the variants of each rendering beside the recipe: the first become the recipe's own. */
function addVariants(recipe: string): void {
  const folder = join(recipe, 'variants');
  const [first] = existsSync(folder) ? readdirSync(folder).sort() : [];
  if (first) cpSync(join(folder, first), join(recipe, 'variants.yaml'));
}

function isRecord(path: string): boolean {
  return ['variants', 'expected.json'].includes(basename(path));
}

function renderedNames(recipe: string, engine: string): string[] | undefined {
  const { status, stdout } = renderAlone(join(recipe, 'recipe.yaml'), engine);
  if (status !== 0) return undefined;
  const outputs = JSON.parse(stdout) as { recipe: { package: { name: string } } }[];
  return [...new Set(outputs.map((output) => output.recipe.package.name))];
}

/** The alternative without a plugin: one process per recipe. */
export function renderAlone(recipe: string, engine: string) {
  const args = ['build', '--no-config', '--render-only', '--target-platform', 'linux-64', '--recipe', recipe];
  return spawnSync(engine, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}
