import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';

/** Simulates a user of the packages: a new environment with one requirement. */
export interface Consumer {
  rattlerBuild: string;
  /** Absolute; its content is replaced. */
  folder: string;
  /** URLs or names, highest priority first. */
  channels: string[];
  requirement: string;
  modules: string[];
  /** Value of CONDA_OVERRIDE_CUDA: the machine need not have a GPU. */
  cuda: string;
  /** Changes with the packages: a tried key is not tried again. */
  identity: string;
}

/**
 * Lets rattler-build solve and install an environment with the requirement, and imports the modules in it.
 * @throws Error with rattler-build's log on failure.
 */
export async function consume(consumer: Consumer): Promise<void> {
  const { rattlerBuild, folder, channels, cuda, identity } = consumer;
  const tried = join(folder, 'tried.json');
  if (existsSync(tried) && readFileSync(tried, 'utf8') === identity) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const recipe = join(folder, 'recipe.yaml');
  writeFileSync(recipe, JSON.stringify(recipeOf(consumer)));
  const args = [
    'build',
    '--no-config',
    '--color',
    'never',
    '--recipe',
    recipe,
    '--output-dir',
    join(folder, 'out'),
  ];
  const result = await execa(rattlerBuild, [...args, ...channels.flatMap((channel) => ['-c', channel])], {
    env: { CONDA_OVERRIDE_CUDA: cuda },
    stdin: 'ignore',
    all: true,
    reject: false,
  });
  if (result.failed)
    throw new Error(`An environment with ${consumer.requirement} does not work:\n${result.all}`);
  rmSync(join(folder, 'out'), { recursive: true });
  writeFileSync(tried, identity);
}

/** JSON is YAML. */
function recipeOf({ requirement, modules }: Consumer): object {
  return {
    package: { name: 'consumer', version: '1' },
    build: { noarch: 'generic' },
    requirements: { run: [requirement] },
    tests: [{ python: { imports: modules, pip_check: false } }],
  };
}
