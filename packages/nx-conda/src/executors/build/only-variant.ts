import { link, mkdir, copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ChannelPackage,
  listPackages,
  readRepodata,
  recordsKey,
  writeRepodata,
} from '../../channel/repodata';
import { ExplainedError } from '../../explained-error';
import type { CondaMetadata } from '../../graph/conda-metadata';
import { configuredVariants, type Variant, variantId } from '../../recipe/facts/configured-variant';
import type { OutputFacts } from '../../recipe/parts/facts';
import type { Upstream } from '../built-before';
import { isPackageOf } from './collect';
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

/**
 * Runs a build with the packages of other variants in its channel: rattler-build does not build what is there already.
 * Afterwards, only the packages of the variant remain.
 */
export async function besideOthers(
  channel: string,
  { others, outputs }: { others: Upstream[]; outputs: OutputFacts[] },
  build: () => Promise<void>,
): Promise<void> {
  for (const { folder, packages } of others) {
    for (const { subdir, file } of packages) {
      await mkdir(join(channel, subdir), { recursive: true });
      const [from, to] = [join(folder, file), join(channel, file)];
      // The work folder may be on another file system.
      await link(from, to).catch(() => copyFile(from, to));
    }
  }
  await build();
  await keepOnly(outputs, channel);
}

async function keepOnly(outputs: OutputFacts[], channel: string): Promise<void> {
  const isOwn = (found: ChannelPackage) => outputs.some((output) => isPackageOf(output)(found));
  const strange = (await listPackages(channel)).filter((found) => !isOwn(found));
  for (const subdir of new Set(strange.map((found) => found.subdir))) {
    const repodata = await readRepodata(channel, subdir);
    if (!repodata) continue;
    for (const { fileName } of strange.filter((found) => found.subdir === subdir)) {
      Reflect.deleteProperty(repodata[recordsKey(fileName)], fileName);
      await rm(join(channel, subdir, fileName));
    }
    await writeRepodata(channel, repodata);
  }
}
