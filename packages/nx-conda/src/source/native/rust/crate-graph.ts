import { posix } from 'node:path';
import { RARE_CRATES } from '../../../knowledge/rust-crates';
import type { SourceFolder } from '../../source-folder';
import { type CargoManifest, readCargo, readManifest } from './cargo-manifest';

/** The crates that a Rust extension is built of. */
export interface CrateGraph {
  /** Folders in the source, relative to it, with their manifests. */
  own: ReadonlyMap<string, CargoManifest>;
  /** The names of all others, with those that each depends on, as far as Cargo.lock tells. */
  others: ReadonlyMap<string, readonly string[]>;
}

const MAX_OWN = 60;
const MAX_OTHERS = 3000;
const MAX_DEPTH = 6;

/** @param folder of the Cargo.toml, relative to the source @param features that the build turns on */
export function crateGraph(source: SourceFolder, folder: string, features: readonly string[]): CrateGraph {
  const own = new Map<string, CargoManifest>();
  const waiting = [posix.normalize(folder)];
  const external: string[] = [];
  for (let next = waiting.shift(); next !== undefined && own.size < MAX_OWN; next = waiting.shift()) {
    const manifest = own.has(next) ? undefined : readManifest(source, next, own.size === 0 ? features : []);
    if (!manifest) continue;
    own.set(next, manifest);
    for (const { name, folder: inside, isVendored } of manifest.dependencies) {
      if (inside === undefined)
        external.push(name, ...(isVendored ? [`${name.replace(/-sys$/, '')}-src`] : []));
      else waiting.push(inside);
    }
  }
  return { own, others: reachable(external, lockedDependencies(source, folder)) };
}

function reachable(
  names: readonly string[],
  locked: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const waiting = [...names];
  for (let next = waiting.pop(); next !== undefined && found.size < MAX_OTHERS; next = waiting.pop()) {
    if (found.has(next) || RARE_CRATES.has(next)) continue;
    const dependencies = locked.get(next) ?? [];
    found.set(next, dependencies);
    waiting.push(...dependencies);
  }
  return found;
}

/** The dependencies of each crate in Cargo.lock, which lies beside the Cargo.toml of the workspace. */
function lockedDependencies(source: SourceFolder, folder: string): ReadonlyMap<string, readonly string[]> {
  let at = posix.normalize(folder);
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const lock = readCargo(source, posix.join(at, 'Cargo.lock'));
    if (lock) return dependenciesIn(lock.tables('package'));
    if (at === '.') break;
    at = posix.dirname(at);
  }
  return new Map();
}

type Tables = ReturnType<NonNullable<ReturnType<typeof readCargo>>['tables']>;

/** `dependencies = ["openssl-sys 0.9.1"]`: several versions of a crate count as one. */
function dependenciesIn(packages: Tables): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const one of packages.slice(0, MAX_OTHERS)) {
    const name = one.string('name') ?? '';
    const names = (one.strings('dependencies') ?? []).map((written) => written.split(' ')[0] ?? '');
    found.set(name, [...(found.get(name) ?? []), ...names]);
  }
  return found;
}
