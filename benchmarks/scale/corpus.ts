import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import type { Recipe } from './shape';

const CORPUS = join(__dirname, '../../../shared/corpus');
const SECTIONS = ['build', 'host', 'run'];

interface Outputs {
  recipe: string;
  names: string[];
  needs: string[];
}

export interface Corpus {
  /** 588 recipes of ROS Humble, in the format of boa: a deep graph. */
  ros: Recipe[];
  /** 377 feedstocks of conda-forge: few need each other. */
  condaForge: Recipe[];
}

/** The graphs of real recipes in the folder `shared/corpus` beside the repository. */
export function readCorpus(): Corpus {
  if (!existsSync(CORPUS)) throw new Error(`${CORPUS} not found: the benchmark needs its recipes.`);
  const scratch = mkdtempSync(join(tmpdir(), 'nx-conda-scale-'));
  try {
    const ros = join('legacy-survival', 'ros-humble');
    unpack('small-corpora.tar.xz', scratch, ros);
    unpack('conda-forge-sample.tar.xz', scratch, 'dev');
    return {
      ros: linked(filesNamed('recipe.yaml', join(scratch, ros)).map(boaRecipe)),
      condaForge: linked(filesNamed('expected.json', join(scratch, 'dev')).map(renderedRecipe)),
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function unpack(archive: string, folder: string, member: string): void {
  execFileSync('tar', ['-xJf', join(CORPUS, archive), '-C', folder, member]);
}

function filesNamed(name: string, folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === name)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Conditional requirements count: `sel(unix): make`. */
function boaRecipe(file: string): Outputs {
  const recipe = parse(readFileSync(file, 'utf8')) as {
    package: { name: string };
    requirements?: Record<string, unknown>;
  };
  const needs = SECTIONS.flatMap((section) => textsIn(recipe.requirements?.[section]));
  return { recipe: recipe.package.name, names: [recipe.package.name], needs: needs.map(nameOf) };
}

/** Of all variants that rattler-build renders. */
function renderedRecipe(file: string): Outputs {
  const rendered = JSON.parse(readFileSync(file, 'utf8')) as Record<
    string,
    { name: string; requirements?: Record<string, unknown> }[]
  >;
  const outputs = Object.values(rendered).flat();
  const needs = outputs.flatMap(({ requirements }) =>
    SECTIONS.flatMap((section) => textsIn(requirements?.[section])),
  );
  return {
    recipe: basename(dirname(file)),
    names: outputs.map(({ name }) => name),
    needs: needs.map(nameOf),
  };
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

function nameOf(requirement: string): string {
  return /^[\w.-]+/.exec(requirement)?.[0] ?? '';
}

/** If two recipes make the same package, the first one counts. */
function linked(all: Outputs[]): Recipe[] {
  const makers = new Map<string, string>();
  for (const { recipe, names } of all)
    for (const name of names) if (!makers.has(name)) makers.set(name, recipe);
  const recipes = new Map<string, Recipe>();
  for (const { recipe, needs } of all) {
    const others = needs.flatMap((name) => makers.get(name) ?? []).filter((other) => other !== recipe);
    if (!recipes.has(recipe)) recipes.set(recipe, { name: recipe, needs: [...new Set(others)] });
  }
  return [...recipes.values()];
}
