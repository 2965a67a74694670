import { isScalar } from 'yaml';
import type { Edit } from '../../recipe/edit/edits';
import { branches } from '../../recipe/yaml/nodes';
import type { ParsedRecipe } from '../../recipe/parts/parse';
import { refusalAt } from '../../recipe/yaml/edit-error';
import { Downloader } from '../../source/fetch/download';
import { findSdist, type FoundSdist } from '../../source/fetch/find-sdist';
import { findPackageIndex, type PackageIndex } from '../../source/fetch/package-index';
import type { SourceReading } from './source-reading';
import type { SourceMove } from './source-move';

/** PyPI's addresses contain a hash of the file, so each version has a different one. */
const HASHED = /^(https?:\/\/.+\/packages\/)([0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{60})\/([^/]+)$/;
/** PyPI's addresses without a hash. */
const NAMED = /^https?:\/\/.+\/packages\/source\/[^/]+\/([^/]+)\/([^/]+)$/;

/** The distribution of a source, from its address; undefined if it is not an sdist from an index. */
export function distributionOf({ urls: [url = ''] }: SourceReading, version: string): string | undefined {
  const [, project, namedFile] = NAMED.exec(url) ?? [];
  const file = namedFile ?? hashed([url])?.file ?? '';
  const base = file.replace(/\.(tar\.gz|tgz|zip)$/, '');
  if (!base.endsWith(`-${version}`)) return undefined;
  return project ?? base.slice(0, -version.length - 1);
}

/** A file of an index, and how to get it. */
export interface IndexedSdist {
  sdist: FoundSdist;
  index: PackageIndex;
}

/** The sdist of a version, or the newest, in pip's configured index. @throws ExplainedError if not found */
export async function sdistInIndex(name: string, version?: string): Promise<IndexedSdist> {
  const index = await findPackageIndex(process.env);
  const downloader = new Downloader(index);
  const sdist = await findSdist({ name, version }, index, downloader).finally(() => downloader.close());
  return { sdist, index };
}

/**
 * For an address that contains a hash: the file of the new version, and the edits that write its hash.
 * @returns undefined for other addresses
 * @throws ExplainedError if the index lacks the version, or its hash cannot replace the current one
 */
export async function movedInIndex(
  recipe: ParsedRecipe,
  { before, after, from, to }: SourceMove,
): Promise<(IndexedSdist & { edits: Edit[] }) | undefined> {
  const name = distributionOf(before, from);
  const present = hashed(before.urls);
  if (name === undefined || !present) return undefined;
  const [node, ...mirrors] = [...branches(before.source.location)];
  const found = await sdistInIndex(name, to);
  const next = hashed([found.sdist.url]);
  const isSame = next?.host === present.host && next.file === hashed(after.urls)?.file;
  const edit = next && isSame && mirrors.length === 0 && hashEdit(recipe, node, [present.hash, next.hash]);
  if (edit) return { ...found, edits: [edit] };
  throw refusalAt(
    recipe,
    node,
    `nx-conda cannot update the address of the source: the source has mirrors, the address takes its hash from a variable, or the new file is on another server or has an unexpected name. The source of version ${to} is at ${found.sdist.url}`,
    ['Write the version, this address and the sha256 of the file into the recipe by hand.'],
  );
}

function hashed([url = '']: readonly string[]): { host: string; hash: string; file: string } | undefined {
  const [, host, hash, file] = HASHED.exec(url) ?? [];
  return host !== undefined && hash !== undefined && file !== undefined ? { host, hash, file } : undefined;
}

/** Undefined if the hash comes from a variable, or occurs more than once. */
function hashEdit(
  { text }: ParsedRecipe,
  node: unknown,
  [present, next]: [present: string, next: string],
): Edit | undefined {
  const [start = 0, end = 0] = (isScalar(node) && node.range) || [];
  const [before, ...others] = text.slice(start, end).split(present);
  if (before === undefined || others.length !== 1) return undefined;
  const at = start + before.length;
  return { start: at, end: at + present.length, text: next };
}
