import { join } from 'node:path';
import { digestPackage } from '../../channel/digest';
import { PackageContents } from '../../channel/package-contents';
import { readInfoFile } from '../../channel/package-file';
import { digestTests } from '../../channel/tests-digest';
import { type ChannelPackage, listPackages } from '../../channel/repodata';
import { type PackageFacts, payloadOf } from '../../checks/built-package/package-facts';
import type { OutputFacts } from '../../recipe/parts/facts';
import { type Linking, linkingOf } from '../../recipe/facts/linking';
import { resolvedEnvironments } from '../../recipe/facts/resolved-environments';
import type { PackageReport } from '../../record/build-report';
import { cudaOf } from './invocations';
import { ExplainedError } from '../../explained-error';

/** A package with its content digest and the facts that its checks use. */
export interface BuiltPackage {
  report: PackageReport;
  digest: string;
  /** Covers only its tests. */
  testsDigest: string;
  facts: PackageFacts;
  /** Paths of the installed files. */
  files: string[];
}

/**
 * Compares the packages in a channel folder with those that rattler-build announced.
 * @throws ExplainedError for a missing package: the build is incomplete.
 */
export async function collectPackages(channel: string, outputs: OutputFacts[]): Promise<BuiltPackage[]> {
  const found = await listPackages(channel);
  return Promise.all(outputs.map((output) => describe(channel, output, found.find(isPackageOf(output)))));
}

type PackageId = Pick<ChannelPackage, 'name' | 'version' | 'buildString' | 'subdir'>;

export function isPackageOf(output: OutputFacts): (found: PackageId) => boolean {
  return ({ name, version, buildString, subdir }) =>
    name === output.name &&
    version === output.version &&
    buildString === output.buildString &&
    subdir === output.subdir;
}

async function describe(
  channel: string,
  { name, version, buildString, subdir, variant }: OutputFacts,
  found: ChannelPackage | undefined,
): Promise<BuiltPackage> {
  if (!found) {
    throw new ExplainedError(
      `rattler-build reported success but did not write ${subdir}/${name}-${version}-${buildString}.conda.`,
      ['This is a bug in nx-conda or rattler-build. Please report the bug, and include the recipe.'],
    );
  }
  const file = join(channel, subdir, found.fileName);
  const cudaOverride = cudaOf({ variant });
  const contents = new PackageContents();
  const digest = await digestPackage(file, contents.watch);
  const renderedRecipe = (await readInfoFile(file, 'info/recipe/rendered_recipe.yaml')) ?? '';
  const resolved = resolvedEnvironments(renderedRecipe);
  const facts = { ...factsOf(found, contents), resolved, ...linkingOf(renderedRecipe) };
  const files = payloadOf(facts).map(({ path }) => path);
  return {
    digest,
    testsDigest: await digestTests(file),
    report: {
      ...{ name, version, buildString, buildNumber: found.buildNumber, subdir },
      file: `${subdir}/${found.fileName}`,
      size: found.size,
      sha256: found.sha256,
      ...{ depends: facts.depends, runExports: await runExportsIn(file), fileCount: files.length },
      variant: Object.fromEntries(Object.entries(variant).map(([key, value]) => [key, String(value)])),
      ...(cudaOverride !== undefined && { cudaOverride }),
      resolved,
    },
    facts,
    files,
  };
}

async function runExportsIn(file: string): Promise<Record<string, string[]>> {
  const text = await readInfoFile(file, 'info/run_exports.json');
  return text === undefined ? {} : (JSON.parse(text) as Record<string, string[]>);
}

function factsOf(
  { name, subdir, size, record }: ChannelPackage,
  { files }: PackageContents,
): Omit<PackageFacts, 'resolved' | keyof Linking> {
  const { depends = [], constrains = [] } = record as { depends?: string[]; constrains?: string[] };
  return { name, subdir, size, depends, constrains, files };
}
