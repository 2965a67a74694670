import { posix } from 'node:path';
import { parseToml, Table } from '../../python-project/toml';
import type { SourceFolder } from '../../source-folder';

/** A crate that another one is built with. */
export interface CrateDependency {
  /** Of the crate, not the name that the code gives it. */
  name: string;
  /** The folder of a crate in the same source, relative to the source. */
  folder: string | undefined;
  /** True with the feature `vendored`: it compiles its own copy of a library. */
  isVendored: boolean;
}

/** What a Cargo.toml tells about a build on Linux. */
export interface CargoManifest {
  dependencies: CrateDependency[];
  /** The features that are on. */
  features: ReadonlySet<string>;
  /** All features that it declares. */
  declared: readonly string[];
}

const OTHER_PLATFORM = /windows|macos|apple|ios|android|wasm|freebsd|msvc/i;
const MAX_ROUNDS = 20;
const MAX_DEPENDENCIES = 300;

/** @param asked features that the build turns on besides the default ones */
export function readManifest(
  source: SourceFolder,
  folder: string,
  asked: readonly string[],
): CargoManifest | undefined {
  const cargo = readCargo(source, posix.join(folder, 'Cargo.toml'));
  if (!cargo) return undefined;
  const table = cargo.table('features');
  const features = enabled(table, ['default', ...asked]);
  const shared = sharedDependencies(source, folder, cargo);
  const all = dependencyTables(cargo).flatMap((one) =>
    one.keys.slice(0, MAX_DEPENDENCIES).map((key) => ({ key, value: one.at([key]) })),
  );
  const dependencies = all
    .filter(({ key, value }) => !isOptional(value) || isEnabled(key, features))
    .map(({ key, value }) => dependencyOf(key, value, { folder, shared }));
  return { dependencies, features, declared: table.keys };
}

/** Also for Cargo.lock; undefined if it is missing or not valid: cargo reports the error. */
export function readCargo(source: SourceFolder, file: string): Table | undefined {
  const text = source.read(file);
  try {
    return text === undefined ? undefined : parseToml(text);
  } catch {
    return undefined;
  }
}

/** Those for tests, and for other platforms, are left out. */
function dependencyTables(cargo: Table): Table[] {
  const targets = cargo.table('target');
  const own = targets.keys
    .filter((key) => !OTHER_PLATFORM.test(key) || key.includes('not('))
    .map((key) => targets.table([key]));
  return [cargo, ...own].flatMap((one) => [one.table('dependencies'), one.table('build-dependencies')]);
}

/** The features that others turn on: `default = ["ssl"]`. */
function enabled(features: Table, start: readonly string[]): ReadonlySet<string> {
  const on = new Set(start);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const before = on.size;
    for (const name of [...on]) for (const one of features.strings([name]) ?? []) on.add(one);
    if (on.size === before) break;
  }
  return on;
}

function isOptional(value: unknown): boolean {
  return (value as { optional?: unknown } | null)?.optional === true;
}

/** `dep:x`, `x`, and `x/feature`; `x?/feature` turns nothing on. */
function isEnabled(key: string, features: ReadonlySet<string>): boolean {
  return [...features].some((one) => one === key || one === `dep:${key}` || one.startsWith(`${key}/`));
}

interface Shared {
  /** Of the workspace; `.` for the top. */
  folder: string;
  dependencies: Table;
}

function dependencyOf(
  key: string,
  value: unknown,
  { folder, shared }: { folder: string; shared: Shared | undefined },
): CrateDependency {
  const own = tableOf(value);
  const isShared = own.at('workspace') === true && shared !== undefined;
  const table = isShared ? tableOf(shared.dependencies.at([key])) : own;
  const path = table.string('path');
  const base = isShared ? shared.folder : folder;
  return {
    name: table.string('package') ?? key,
    folder: path === undefined ? undefined : posix.join(base, path),
    isVendored: [own, table].some((one) => one.strings('features')?.includes('vendored') === true),
  };
}

function tableOf(value: unknown): Table {
  return new Table({ value: typeof value === 'object' && value !== null ? value : {} }).table('value');
}

const MAX_DEPTH = 6;

/** `[workspace.dependencies]` of the Cargo.toml itself, or of one above. */
function sharedDependencies(source: SourceFolder, folder: string, own: Table): Shared | undefined {
  let at = folder === '' ? '.' : folder;
  let cargo: Table | undefined = own;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    if (cargo?.has('workspace')) return { folder: at, dependencies: cargo.table('workspace.dependencies') };
    if (at === '.') return undefined;
    at = posix.dirname(at);
    cargo = readCargo(source, posix.join(at, 'Cargo.toml'));
  }
  return undefined;
}
