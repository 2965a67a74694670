import { isScalar, type Scalar } from 'yaml';
import type { Edit } from '../../recipe/edits';
import { branches } from '../../recipe/nodes';
import type { ParsedRecipe } from '../../recipe/parse';
import { refusalAt } from '../../recipe/refusal';
import { Downloader } from '../../upstream/fetch/download';
import { findSdist } from '../../upstream/fetch/find-sdist';
import { findPackageIndex } from '../../upstream/fetch/package-index';
import type { Sdist } from '../../upstream/fetch/choose-sdist';
import type { SourceMove } from './new-source';
import type { SourceReading } from './source-reading';

/** PyPI keeps a file under a hash of it: the address of the next version is another. */
const HASHED = /^(https?:\/\/.+\/packages\/)([0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{60})\/([^/]+)$/;
/** Or under names only, for those who know them. */
const NAMED = /^https?:\/\/.+\/packages\/source\/[^/]+\/([^/]+)\/[^/]+$/;

/** The distribution that a source is an sdist of, by its address; undefined where it is none of an index. */
export function distributionOf({ urls: [url = ''] }: SourceReading, version: string): string | undefined {
  const named = NAMED.exec(url)?.[1];
  if (named !== undefined) return named;
  const base = HASHED.exec(url)?.[3]?.replace(/\.(tar\.gz|tgz|zip)$/, '');
  return base?.endsWith(`-${version}`) ? base.slice(0, -version.length - 1) : undefined;
}

/** The sdist of a version, or the newest, in the index that pip is configured for. @throws ExplainedError without one */
export async function sdistInIndex(name: string, version?: string): Promise<Sdist> {
  const index = await findPackageIndex(process.env);
  const downloader = new Downloader(index);
  return findSdist({ name, version }, index, downloader).finally(() => downloader.close());
}

/**
 * The address of the new version where it has a hash in it, and the edits that write it.
 * @returns undefined for other addresses
 * @throws ExplainedError where the index has no such version, or a file of another name
 */
export async function movedInIndex(
  recipe: ParsedRecipe,
  { before, after, from, to }: SourceMove,
): Promise<{ urls: string[]; edits: Edit[] } | undefined> {
  const name = distributionOf(before, from);
  const present = hashed(before.urls);
  if (name === undefined || !present) return undefined;
  const { url } = await sdistInIndex(name, to);
  const next = hashed([url]);
  const node = [...branches(before.source.location)].find(isScalar);
  if (node && next && next.file === hashed(after.urls)?.file) {
    return { urls: [url], edits: [hashEdit(recipe, node, [present.hash, next.hash])] };
  }
  throw refusalAt(recipe, node, `The index has the source of ${to} under another name: ${url}`, [
    'Write its address and its sha256 by hand.',
  ]);
}

function hashed([url = '']: readonly string[]): { hash: string; file: string } | undefined {
  const [, , hash, file] = HASHED.exec(url) ?? [];
  return hash !== undefined && file !== undefined ? { hash, file } : undefined;
}

function hashEdit(
  { text }: ParsedRecipe,
  { range }: Scalar,
  [present, next]: [present: string, next: string],
): Edit {
  const [start = 0, end = 0] = range ?? [];
  const at = start + text.slice(start, end).indexOf(present);
  return { start: at, end: at + present.length, text: next };
}
