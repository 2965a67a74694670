import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, isOnThisMachine, ownIdentity, type ProcessIdentity } from './process-identity';

export interface LockOptions {
  /** Called once, with the process that holds the lock, if this one must wait. */
  onWait?: (pid: number) => void;
}

/** A process's right to the lock. Numbers only grow while a lock exists. */
interface Claim {
  number: number;
  /** Undefined while it is being written. */
  owner?: ProcessIdentity;
  content: string;
  /** Milliseconds since the last sign of life of its owner. */
  age: number;
}

const HEARTBEAT_MS = 2000;
// A build may outlive its killed owner until the watchdog ends it: three seconds plus a margin.
const DEAD_AFTER_MS = 6000;
// The owner may be on another machine that shares the folder: only its silence shows that it is gone.
const SILENT_AFTER_MS = 60_000;

/**
 * Runs an action while no other process, here or on a machine that shares the folder, runs one with the same lock.
 * @param path a folder that exists only while a process holds or requests the lock.
 */
export async function withLock<T>(
  path: string,
  action: () => Promise<T>,
  { onWait }: LockOptions = {},
): Promise<T> {
  const claim = await acquire(path, onWait);
  const heartbeat = setInterval(
    () => void utimes(claim, new Date(), new Date()).catch(() => undefined),
    HEARTBEAT_MS,
  );
  heartbeat.unref();
  try {
    return await action();
  } finally {
    clearInterval(heartbeat);
    await release(path, claim);
  }
}

/** The process that holds a lock now; undefined if none does. Takes nothing. */
export async function holderOf(path: string): Promise<number | undefined> {
  const standing = (await readClaims(path)).find((claim) => !isAbandoned(claim));
  return standing?.owner?.pid;
}

/** @returns the path of this process's claim. */
async function acquire(path: string, onWait: LockOptions['onWait']): Promise<string> {
  let told = false;
  await mkdir(dirname(path), { recursive: true });
  for (;;) {
    await mkdir(path).catch(ignore('EEXIST'));
    const claims = await readClaims(path);
    const standing = claims.find((claim) => !isAbandoned(claim));
    if (!standing) {
      const claim = await makeClaim(path, claims.at(-1));
      if (claim) return claim;
    } else if (!told && standing.owner && isHeld(standing.owner)) {
      told = true;
      onWait?.(standing.owner.pid);
    }
    await sleep(20 + Math.random() * 80);
  }
}

/**
 * Claims the number after the latest one. Creating the file is atomic, so only one of several processes gets it. Only
 * the owner of a higher number removes a file, so no process removes a file that another has just made.
 */
async function makeClaim(path: string, latest: Claim | undefined): Promise<string | undefined> {
  const number = (latest?.number ?? 0) + 1;
  const file = join(path, String(number));
  const content = JSON.stringify({ ...ownIdentity(), token: randomUUID() });
  const lost = await writeFile(file, content, { flag: 'wx' }).catch(ignore('EEXIST', 'ENOENT'));
  if (lost) return undefined;
  // Between the read and the claim, other processes may have held the lock or replaced its folder.
  if (!(await follows(path, number, latest))) {
    await rm(file, { force: true });
    return undefined;
  }
  for (const older of await claimNumbers(path))
    if (older < number) await rm(join(path, String(older)), { force: true });
  return file;
}

/** For `catch`: returns `true` for these codes, rethrows any other error. */
function ignore(...codes: string[]): (error: NodeJS.ErrnoException) => true {
  return (error) => {
    if (codes.includes(error.code ?? '')) return true;
    throw error;
  };
}

async function follows(path: string, number: number, latest: Claim | undefined): Promise<boolean> {
  const numbers = await claimNumbers(path);
  if (numbers.at(-1) !== number) return false;
  if (!latest) return numbers.length === 1;
  return (
    (await readFile(join(path, String(latest.number)), 'utf8').catch(() => undefined)) === latest.content
  );
}

/** Removes the folder in one step; a process that was just making a claim in it notices the loss. */
async function release(path: string, claim: string): Promise<void> {
  const away = `${path}.${randomUUID()}`;
  try {
    await rename(path, away);
  } catch {
    // Windows keeps a folder that a process reads. Without a claim in it, the lock is free too.
    await rm(claim, { force: true });
    return;
  }
  await rm(away, { recursive: true, force: true });
}

function isAbandoned({ owner, age }: Claim): boolean {
  if (!owner) return age > DEAD_AFTER_MS;
  return isHeld(owner) ? age > SILENT_AFTER_MS && !isOnThisMachine(owner) : age > DEAD_AFTER_MS;
}

function isHeld(owner: ProcessIdentity): boolean {
  return !isOnThisMachine(owner) || isAlive(owner);
}

/** By number, the lowest first. More than one only briefly, or if an owner died. */
async function readClaims(path: string): Promise<Claim[]> {
  return Promise.all((await claimNumbers(path)).map((number) => readClaim(path, number)));
}

async function readClaim(path: string, number: number): Promise<Claim> {
  const file = join(path, String(number));
  try {
    const [content, { mtimeMs }] = [await readFile(file, 'utf8'), await stat(file)];
    return { number, content, owner: parseOwner(content), age: Date.now() - mtimeMs };
  } catch {
    // Just removed: read again.
    return { number, content: '', age: 0 };
  }
}

function parseOwner(content: string): ProcessIdentity | undefined {
  try {
    const { pid, started, machine } = JSON.parse(content) as Partial<ProcessIdentity>;
    return pid !== undefined && machine !== undefined ? { pid, started, machine } : undefined;
  } catch {
    return undefined;
  }
}

async function claimNumbers(path: string): Promise<number[]> {
  const names = await readdir(path).catch(() => []);
  return names
    .map(Number)
    .filter((number) => Number.isSafeInteger(number) && number > 0)
    .sort((a, b) => a - b);
}
