import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeAtomically } from '../machine/write-atomically';
import { ExplainedError } from '../explained-error';

/** A package as listed in a channel. */
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
  /** The unchanged entry in repodata.json. */
  record: PackageRecord;
}

export type PackageRecord = Record<string, unknown>;

/** The part of repodata.json that this module reads and writes. */
export interface Repodata {
  info: { subdir: string };
  /** `.tar.bz2` files by name. */
  packages: Record<string, PackageRecord>;
  /** `.conda` files by name. */
  'packages.conda': Record<string, PackageRecord>;
  repodata_version: number;
}

/**
 * The packages that a channel folder lists, in the order of subdir and file name; empty if a recipe builds nothing on
 * this platform.
 * @throws ExplainedError if the folder does not exist or its index is damaged.
 */
export async function listPackages(channel: string): Promise<ChannelPackage[]> {
  const subdirs = await subdirsOf(channel);
  const found = await Promise.all(subdirs.map((subdir) => packagesIn(channel, subdir)));
  return found.flat();
}

/** An empty index for each subdir; clients need only `noarch` (rattler-build 0.74). */
export async function writeEmptyChannel(channel: string, subdirs: string[] = ['noarch']): Promise<void> {
  for (const subdir of subdirs) await writeRepodata(channel, emptyRepodata(subdir));
}

/** @throws ExplainedError if the index is damaged; undefined if it is missing. */
export async function readRepodata(channel: string, subdir: string): Promise<Repodata | undefined> {
  const file = repodataFile(channel, subdir);
  if (!existsSync(file)) return undefined;
  const found = parse(file, await readFile(file, 'utf8'));
  // The revisions count packages: they would be wrong after any change, and no client needs them.
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

/** The list that contains packages of this name. */
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
 * @throws ExplainedError if the folder does not exist.
 */
export async function subdirsOf(channel: string): Promise<string[]> {
  if (!existsSync(channel)) {
    throw new ExplainedError(`No packages in ${channel}: the folder does not exist.`, [
      'To build the project that this folder belongs to, run nx run <project>:conda-build',
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
  throw new ExplainedError(`${file} has no ${key} for ${fileName}.`, howToRepair);
}

function parse(file: string, text: string): Partial<Repodata> {
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found === 'object' && found !== null) return found;
  } catch {
    // Explained below, like other kinds of JSON.
  }
  throw new ExplainedError(`${file} is damaged: it is not repodata.`, howToRepair);
}

const howToRepair = [
  'If the file is in the output of a build, delete the output folder of the project, then rebuild the project.',
  'If the file is in a channel that you publish to, index the channel again with rattler-index or conda-index.',
];

function byFileName(records: Record<string, PackageRecord>): Record<string, PackageRecord> {
  return Object.fromEntries(Object.entries(records).sort(([a], [b]) => (a < b ? -1 : 1)));
}
