import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeAtomically } from '../machine/write-atomically';
import { ExplainedError } from '../explained-error';

/** A package as a channel lists it. */
export interface ChannelPackage {
  /** `noarch`, `linux-64`, ... */
  subdir: string;
  fileName: string;
  name: string;
  version: string;
  buildString: string;
  buildNumber: number;
  /** Bytes. */
  size: number;
  /** Hexadecimal. */
  sha256: string;
  /** The entry in repodata.json, as it is. */
  record: PackageRecord;
}

export type PackageRecord = Record<string, unknown>;

/** The part of a repodata.json that is read and written here. */
export interface Repodata {
  info: { subdir: string };
  /** `.tar.bz2` files by name. */
  packages: Record<string, PackageRecord>;
  /** `.conda` files by name. */
  'packages.conda': Record<string, PackageRecord>;
  repodata_version: number;
}

/**
 * The packages that a channel folder lists, in the order of subdir and file name; none where a recipe builds nothing
 * on this platform.
 * @throws ExplainedError where the folder is not there, or its index is damaged.
 */
export async function listPackages(channel: string): Promise<ChannelPackage[]> {
  const subdirs = await subdirsOf(channel);
  const found = await Promise.all(subdirs.map((subdir) => packagesIn(channel, subdir)));
  return found.flat();
}

/** An empty index for each subdir; clients need `noarch` and do without the others (rattler-build 0.74). */
export async function writeEmptyChannel(channel: string, subdirs: string[] = ['noarch']): Promise<void> {
  for (const subdir of subdirs) await writeRepodata(channel, emptyRepodata(subdir));
}

/** @throws ExplainedError where the index is damaged; undefined where there is none. */
export async function readRepodata(channel: string, subdir: string): Promise<Repodata | undefined> {
  const file = repodataFile(channel, subdir);
  if (!existsSync(file)) return undefined;
  const found = parse(file, await readFile(file, 'utf8'));
  // The revisions count the packages: they would be wrong after any change, and no client needs them.
  const info = { ...found.info, subdir, repodata_revisions: undefined };
  return { ...emptyRepodata(subdir), ...found, info };
}

/** Replaces the index in one step; equal content gives equal bytes. */
export async function writeRepodata(channel: string, repodata: Repodata): Promise<void> {
  const file = repodataFile(channel, repodata.info.subdir);
  await mkdir(dirname(file), { recursive: true });
  const sorted = {
    ...repodata,
    packages: byFileName(repodata.packages),
    'packages.conda': byFileName(repodata['packages.conda']),
  };
  await writeAtomically(file, JSON.stringify(sorted));
}

/** The list that a package of this name belongs to. */
export function recordsKey(fileName: string): 'packages' | 'packages.conda' {
  return fileName.endsWith('.tar.bz2') ? 'packages' : 'packages.conda';
}

export function emptyRepodata(subdir: string): Repodata {
  return { info: { subdir }, packages: {}, 'packages.conda': {}, repodata_version: 2 };
}

export function repodataFile(channel: string, subdir: string): string {
  return join(channel, subdir, 'repodata.json');
}

/**
 * The subdirs of a channel folder that have an index, sorted.
 * @throws ExplainedError where the folder is not there.
 */
export async function subdirsOf(channel: string): Promise<string[]> {
  if (!existsSync(channel)) {
    throw new ExplainedError(`There are no packages in ${channel}: it is not there.`, [
      'Build the project that it belongs to: nx run <project>:conda-build',
    ]);
  }
  return (await readdir(channel)).filter((entry) => isSubdir(channel, entry)).sort();
}

/** Whether an entry of a channel folder is a subdir with an index. */
export function isSubdir(channel: string, entry: string): boolean {
  return existsSync(repodataFile(channel, entry));
}

async function packagesIn(channel: string, subdir: string): Promise<ChannelPackage[]> {
  const repodata = await readRepodata(channel, subdir);
  const records = { ...repodata?.packages, ...repodata?.['packages.conda'] };
  return Object.entries(byFileName(records)).map(([fileName, record]) => {
    const field = (key: string) => record[key] ?? incomplete(repodataFile(channel, subdir), fileName, key);
    return {
      subdir,
      fileName,
      name: String(field('name')),
      version: String(field('version')),
      buildString: String(field('build')),
      buildNumber: Number(record['build_number'] ?? 0),
      size: Number(field('size')),
      sha256: String(field('sha256')),
      record,
    };
  });
}

function incomplete(file: string, fileName: string, key: string): never {
  throw new ExplainedError(`${file} gives no ${key} for ${fileName}.`, howToRepair);
}

function parse(file: string, text: string): Partial<Repodata> {
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found === 'object' && found !== null) return found;
  } catch {
    // Explained below, as JSON of another kind is.
  }
  throw new ExplainedError(`${file} is damaged: it holds no repodata.`, howToRepair);
}

const howToRepair = [
  'In the output of a build: delete the folder of the project, then build it again.',
  'In a channel that packages are published to: index it again with rattler-index or conda-index.',
];

function byFileName(records: Record<string, PackageRecord>): Record<string, PackageRecord> {
  return Object.fromEntries(Object.entries(records).sort(([a], [b]) => (a < b ? -1 : 1)));
}
