import { generateFiles, type Tree } from '@nx/devkit';
import { join } from 'node:path';
import type { CiFacts } from './ci-facts';
import { type CiOptions, headerOf, labelsOf } from './header';

const FILES = join(__dirname, 'files');
/** The release of rattler-build that nx-conda is tested with. */
const RATTLER_BUILD = '0.74';
const DOCS = 'docs/ci.md of nx-conda';

/** Writes all files of a provider and a mode. */
export function writeWorkflow(tree: Tree, options: CiOptions, facts: CiFacts): void {
  const values = substitutions(options, facts);
  const parts = partsOf(tree, values);
  const include = (name: string, indent: number) =>
    (parts.get(name) ?? '').trimEnd().replace(/^(?=.)/gm, ' '.repeat(indent));
  for (const folder of foldersOf(options))
    generateFiles(tree, join(FILES, folder), '.', { ...values, include, dot: '.' });
}

/** What several workflows contain, by name. Templates are rendered into the tree, so the parts are taken out again. */
function partsOf(tree: Tree, values: Record<string, unknown>): Map<string, string> {
  const scratch = '.nx-conda-parts';
  generateFiles(tree, join(FILES, 'parts'), scratch, values);
  const parts = tree.children(scratch).map((name) => {
    return [name.replace(/\.yml$/, ''), tree.read(`${scratch}/${name}`, 'utf8') ?? ''] as const;
  });
  tree.delete(scratch);
  return new Map(parts);
}

function foldersOf({ provider, mode }: CiOptions): string[] {
  return [
    ...(provider === 'gitlab' ? [] : [`${provider}/setup`]),
    `${provider}/${mode ?? 'single'}`,
    ...(mode === 'agents' ? ['agents'] : []),
  ];
}

function substitutions(options: CiOptions, facts: CiFacts): Record<string, unknown> {
  return {
    ...facts,
    ...machines(options),
    header: headerOf(options),
    jobs: options.jobs ?? 4,
    waves: Array.from({ length: options.waves ?? 8 }, (_, index) => index + 1),
    rattlerBuild: RATTLER_BUILD,
    docs: DOCS,
    recipeGlob: facts.recipeGlobs.join("', '"),
    azureKey: facts.recipeGlobs.join(' | '),
    cacheOfSetupNode: facts.install !== undefined && facts.packageManager !== 'bun',
    yaml: JSON.stringify,
    azureText: (text: string) => `'${text.replaceAll("'", "''")}'`,
  };
}

/** The machines in the words of each CI system. */
function machines({ runner, gpuRunner }: CiOptions): Record<string, unknown> {
  const labels = labelsOf(runner) ?? ['ubuntu-latest'];
  const gpuLabels = labelsOf(gpuRunner);
  const hostedPool = '{ vmImage: ubuntu-latest }';
  return {
    gpuRunner,
    labels: JSON.stringify(labels),
    runsOn: flow(labels),
    gpuLabels: gpuLabels && JSON.stringify(gpuLabels),
    gpuRunsOn: gpuLabels && flow(gpuLabels),
    tags: runner === undefined ? undefined : JSON.stringify(labels),
    hostedPool,
    pool: runner === undefined ? hostedPool : `{ name: ${JSON.stringify(runner)} }`,
    gpuPool: gpuRunner === undefined ? undefined : `{ name: ${JSON.stringify(gpuRunner)} }`,
  };
}

function flow(labels: readonly string[]): string {
  return labels.length === 1 ? `${labels[0]}` : JSON.stringify(labels);
}
