import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { removeIfDamaged } from '../local-cache/check-cache';
import { areUnchanged, type Stamps } from '../local-cache/stamps';
import { readVerified, writeVerified } from '../local-cache/verified';
import { verifyBuild } from '../local-cache/verify-build';
import { nxCacheFolder } from '../nx';
import { ExplainedError } from '../explained-error';

/** A project whose packages a task uses. */
export interface UsedBuild {
  project: string;
  /** Absolute path of its packages. */
  folder: string;
}

/**
 * Compares built packages with their build.json before a task uses them. Files are read once, and again after a change.
 * @throws ExplainedError for the first damaged build; its entry in Nx's cache is removed if it is damaged too.
 */
export async function requireWhole(builds: UsedBuild[], workspaceRoot: string): Promise<void> {
  for (const { project, folder } of builds) {
    // Missing files have their own message.
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
  const also =
    inCache === undefined
      ? ''
      : " The entry of this build in Nx's cache was damaged too and has been removed.";
  return new ExplainedError(`The build in ${path} cannot be used: ${damage}.${also}`, [
    `To restore or rebuild the packages, run nx run ${project}:conda-build`,
    `If that does not help, run nx run ${project}:conda-build --skip-nx-cache`,
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
