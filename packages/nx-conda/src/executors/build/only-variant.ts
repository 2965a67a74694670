import { link, mkdir, copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readRepodata, recordsKey, writeRepodata } from '../../channel/repodata';
import { ExplainedError } from '../../explained-error';
import type { CondaMetadata } from '../../graph/conda-metadata';
import { configuredVariants, type Variant, variantId } from '../../recipe/facts/configured-variant';
import type { OutputFacts } from '../../recipe/parts/facts';
import type { Upstream } from '../built-before';
import { cudaOf, type Invocation } from './invocations';

/** The only variant that a task builds, with `splitVariants`. */
export interface OnlyVariant {
  label: string;
  values: Variant;
  /** With a value for the keys of the other outputs, which rattler-build also renders. */
  complete: Variant;
  /** Builds of other variants of the recipe: its outputs may require theirs. */
  others: Upstream[];
}

/** @param upstream the builds that the task waits for. @param variantOf the recipe's project of a variant, by name. */
export function onlyVariant(
  { variant }: CondaMetadata,
  upstream: Upstream[],
  variantOf: (project: string) => string | undefined,
): OnlyVariant | undefined {
  if (!variant) return undefined;
  const others = upstream.filter(({ project }) => variantOf(project) === variant.of);
  return { label: variant.label, values: variant.values, complete: variant.complete, others };
}

/**
 * The outputs of the variant, and the runs that build them and nothing else.
 * @param rendered outputs of the complete variant.
 * @throws ExplainedError if there are none.
 */
export function planVariant(
  rendered: OutputFacts[],
  { label, values, complete, others }: OnlyVariant,
): { outputs: OutputFacts[]; invocations: Invocation[] } {
  const variants = configuredVariants(rendered);
  const outputs = rendered.filter((output) => variantId(variants.get(output) ?? {}) === variantId(values));
  if (outputs.length === 0) {
    throw new ExplainedError(`The recipe has no variant ${label} any more.`, [
      'Run the same command again. If the error remains, run nx reset --onlyDaemon to rebuild the project graph.',
    ]);
  }
  const run = { variant: complete, cuda: cudaOf({ variant: values }), skipExisting: others.length > 0 };
  const isBuilt = (output: OutputFacts) => others.some(({ packages }) => packages.some(isPackageOf(output)));
  const hasStrangers = rendered.some((output) => !outputs.includes(output) && !isBuilt(output));
  const names = [...new Set(outputs.map(({ name }) => name))];
  const invocations = hasStrangers ? names.map((upTo) => ({ ...run, skipExisting: true, upTo })) : [run];
  return { outputs, invocations };
}

function isPackageOf(output: OutputFacts): (built: Upstream['packages'][number]) => boolean {
  return ({ name, version, buildString, subdir }) =>
    name === output.name &&
    version === output.version &&
    buildString === output.buildString &&
    subdir === output.subdir;
}

/**
 * Runs an action with the packages of other variants in the channel of the build: rattler-build does not build what is
 * there already.
 */
export async function besideOthers<T>(
  channel: string,
  others: Upstream[],
  action: () => Promise<T>,
): Promise<T> {
  const files = others.flatMap(({ folder, packages }) =>
    packages.map(({ subdir, file }) => ({ subdir, from: join(folder, file), to: join(channel, file) })),
  );
  for (const { subdir, from, to } of files) {
    await mkdir(join(channel, subdir), { recursive: true });
    // The work folder may be on another file system.
    await link(from, to).catch(() => copyFile(from, to));
  }
  const result = await action();
  await Promise.all(files.map(({ to }) => rm(to)));
  for (const subdir of new Set(files.map((one) => one.subdir))) {
    await removeFromIndex(channel, subdir, new Set(files.map(({ to }) => to)));
  }
  return result;
}

async function removeFromIndex(channel: string, subdir: string, files: ReadonlySet<string>): Promise<void> {
  const repodata = await readRepodata(channel, subdir);
  if (!repodata) return;
  const own = (key: ReturnType<typeof recordsKey>) =>
    Object.fromEntries(
      Object.entries(repodata[key]).filter(([fileName]) => !files.has(join(channel, subdir, fileName))),
    );
  await writeRepodata(channel, {
    ...repodata,
    packages: own('packages'),
    'packages.conda': own('packages.conda'),
  });
}
