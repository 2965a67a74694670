import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json';
import { maskElfTraces } from './elf-traces';
import { type PackageEntry, readContent, readPackage } from './package-file';
import { isWheelRecord, maskRecord } from './wheel-record';
import { ExplainedError } from '../explained-error';

/**
 * The content digest of a `.conda` file: equal for two packages that are identical once installed. It excludes the
 * time of the build, the license, the recipe, the tests, the description, and random differences in ELF files (each
 * was seen between two builds of the same recipe, or affects neither solve nor installation). Memory does not grow
 * with the size of the package.
 * @param watch replaces an entry by another one to read: lets others see the content without reading it again.
 * @returns sha256, hexadecimal.
 * @throws ExplainedError if the file is not a `.conda` file or is damaged.
 */
export async function digestPackage(
  file: string,
  watch: (entry: PackageEntry) => PackageEntry = (entry) => entry,
): Promise<string> {
  const content: PackageContent = { metadata: new Map(), payload: [], masked: new Set(), records: new Map() };
  for await (const entry of readPackage(file)) await collect(watch(entry), content);
  return digestOf(file, content);
}

/** The relevant files in info/; `paths.json` only for the two fields that the payload does not contain. */
const metadataFiles = ['info/index.json', 'info/link.json', 'info/run_exports.json', 'info/paths.json'];

interface PackageContent {
  metadata: Map<string, Buffer>;
  payload: PayloadEntry[];
  /** Paths of the files with masked content. */
  masked: Set<string>;
  /** Text of the wheel records, by path. */
  records: Map<string, string>;
}

interface PayloadEntry {
  path: string;
  type: PackageEntry['type'];
  /** The bits for owner, group and others; only for files. */
  executable?: number;
  linkTarget?: string;
  /** Only for files. */
  sha256?: string;
}

async function collect(entry: PackageEntry, content: PackageContent): Promise<void> {
  const { path, type, linkTarget } = entry;
  if (path.startsWith('info/')) {
    if (metadataFiles.includes(path)) content.metadata.set(path, await readContent(entry));
  } else if (type === 'file') {
    const sha256 = await contentHash(entry, content);
    content.payload.push({ path, type, executable: entry.mode & 0o111, sha256 });
  } else {
    content.payload.push({ path, type, ...(linkTarget !== undefined && { linkTarget }) });
  }
}

/** @returns undefined for a wheel record: it depends on the files that it lists. */
async function contentHash(entry: PackageEntry, content: PackageContent): Promise<string | undefined> {
  if (isWheelRecord(entry.path)) {
    content.records.set(entry.path, (await readContent(entry)).toString('utf8'));
    return undefined;
  }
  const hash = createHash('sha256');
  const masking = maskElfTraces(entry.content);
  for await (const chunk of masking.content) hash.update(chunk);
  if (masking.masked) content.masked.add(entry.path);
  return hash.digest('hex');
}

function digestOf(file: string, { metadata, payload, masked, records }: PackageContent): string {
  const hash = createHash('sha256');
  const add = (part: unknown) => hash.update(`${canonicalJson(part)}\n`);
  add(solvedFields(parse(file, 'info/index.json', metadata)));
  for (const raw of ['info/link.json', 'info/run_exports.json']) add({ [raw]: sha256(metadata.get(raw)) });
  const fields = installedFields(parse(file, 'info/paths.json', metadata));
  for (const entry of [...payload].sort(byPath)) {
    const record = records.get(entry.path);
    const masking = record !== undefined && { sha256: sha256(maskRecord(record, entry.path, masked)) };
    add({ ...entry, ...masking, ...fields.get(entry.path) });
  }
  return hash.digest('hex');
}

/** The fields that a solver reads. */
function solvedFields(index: Record<string, unknown>): Record<string, unknown> {
  const ignored = (key: string) => key === 'timestamp' || key.startsWith('license');
  return Object.fromEntries(Object.entries(index).filter(([key]) => !ignored(key)));
}

interface InstalledFields {
  no_link?: unknown;
  file_mode?: unknown;
}

function installedFields(paths: Record<string, unknown>): Map<string, InstalledFields> {
  const entries = (paths['paths'] ?? []) as (InstalledFields & { _path: string })[];
  return new Map(entries.map(({ _path, no_link, file_mode }) => [_path, { no_link, file_mode }]));
}

function parse(file: string, path: string, metadata: ReadonlyMap<string, Buffer>): Record<string, unknown> {
  try {
    return JSON.parse(metadata.get(path)?.toString('utf8') ?? '') as Record<string, unknown>;
  } catch {
    throw new ExplainedError(`${file} has no readable ${path}.`, ['Delete the package and build it again.']);
  }
}

function sha256(data: Buffer | string | undefined): string | undefined {
  return data === undefined ? undefined : createHash('sha256').update(data).digest('hex');
}

function byPath(a: PayloadEntry, b: PayloadEntry): number {
  if (a.path === b.path) return 0;
  return a.path < b.path ? -1 : 1;
}
