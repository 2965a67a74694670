import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { removeIfDamaged } from '../local-cache/check-cache';
import { areUnchanged, type Stamps } from '../local-cache/stamps';
import { readVerified, writeVerified } from '../local-cache/verified';
import { verifyBuild } from '../local-cache/verify-build';
import { nxCacheFolder } from '../nx';
import { ExplainedError } from '../explained-error';

/** A project whose packages a task uses. */
interface UsedBuild {
  project: string;
  /** Absolute path of its packages. */
  folder: string;
}

/**
 * Holds built packages against their build.json before a task uses them. Files are read once, and when they have
 * changed.
 * @throws ExplainedError for the first build that is damaged; its entry in Nx's cache is taken out where it is damaged too.
 */
export async function requireWhole(builds: UsedBuild[], workspaceRoot: string): Promise<void> {
  for (const { project, folder } of builds) {
    // What is not there at all has a message of its own.
    const known = readVerified<Stamps>(folder);
    if (!existsSync(join(folder, 'build.json')) || (known && areUnchanged(folder, known))) continue;
    const found = await verifyBuild(folder, known, { project });
    if ('damage' in found) throw await damaged(project, folder, found.damage, workspaceRoot);
    writeVerified(folder, found.stamps);
  }
}

async function damaged(
  project: string,
  folder: string,
  damage: string,
  workspaceRoot: string,
): Promise<ExplainedError> {
  const path = relative(workspaceRoot, folder);
  const cache = nxCacheFolder(workspaceRoot);
  const hash = hashOf(folder);
  const inCache = hash === undefined ? undefined : await removeIfDamaged(cache, hash, path);
  const also = inCache === undefined ? '' : " So was its entry in Nx's cache, which has been taken out.";
  return new ExplainedError(`${path} must not be used: ${damage}.${also}`, [
    `Restore or build it again: nx run ${project}:conda-build`,
    `Where that does not help: nx run ${project}:conda-build --skip-nx-cache`,
  ]);
}

function hashOf(folder: string): string | undefined {
  try {
    const { hash } = JSON.parse(readFileSync(join(folder, 'build.json'), 'utf8')) as { hash?: unknown };
    return typeof hash === 'string' && /^\d+$/.test(hash) ? hash : undefined;
  } catch {
    return undefined;
  }
}
