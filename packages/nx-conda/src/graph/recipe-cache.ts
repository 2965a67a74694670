import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hashArray, hashFile, PluginCache, workspaceDataDirectory } from '../nx';
import type { OutputFacts, RecipeFacts } from '../recipe/read/facts';
import type { Mentions } from '../recipe/reads/mentions';

/** What is known of a recipe from its content alone: same key, same entry. */
export interface CachedRecipe {
  mentions: Mentions;
  /** A hash of the environment variables in `mentions`, as they were. */
  environment: string;
  /** Hashes of scripts that Nx does not list, relative to the workspace root or absolute: the key has the others. */
  scripts: Record<string, string>;
  /** What rattler-build made of it. Never there for what failed, or may be another the next time. */
  outputs?: OutputFacts[];
  /** Where rattler-build did not render it. */
  approximation?: RecipeFacts;
}

/**
 * Entries by content, in Nx's workspace data. Those of other branches stay for a while, so that going back to one renders
 * nothing; the file stays within twice the size of the workspace.
 */
export class RecipeCache {
  private readonly path: string;
  private readonly stored: PluginCache<CachedRecipe>;
  private readonly used = new Map<string, CachedRecipe>();
  private isChanged = false;

  constructor(
    private readonly workspaceRoot: string,
    folder = workspaceDataDirectory,
  ) {
    this.path = join(folder, 'nx-conda-recipes.json');
    this.stored = new PluginCache<CachedRecipe>(this.path);
  }

  get(key: string): CachedRecipe | undefined {
    const entry = this.used.get(key) ?? this.stored.get(key);
    if (!entry || entry.environment !== environmentHash(entry.mentions)) return undefined;
    const isSame = Object.entries(entry.scripts).every(([path, hash]) => this.hashOf(path) === hash);
    if (!isSame) return undefined;
    this.used.set(key, entry);
    return entry;
  }

  /** Of a script; empty where there is none. */
  hashOf(path: string): string {
    const file = resolve(this.workspaceRoot, path);
    return existsSync(file) ? (hashFile(file) ?? '') : '';
  }

  set(key: string, entry: CachedRecipe): CachedRecipe {
    this.used.set(key, entry);
    this.isChanged = true;
    return entry;
  }

  /** Writes what is new. A folder that cannot be written to costs time, and nothing else. */
  save(): void {
    if (!this.isChanged) return;
    const { entries, accessOrder } = this.stored.toSerializable();
    const older = accessOrder.filter((key) => !this.used.has(key)).slice(-this.used.size);
    const kept = [...older.map((key) => [key, entries[key]] as const), ...this.used];
    new PluginCache(
      this.path,
      Object.fromEntries(kept),
      kept.map(([key]) => key),
    ).writeToDisk();
    this.isChanged = false;
  }
}

export function environmentHash({ environment }: Mentions): string {
  return environment.length === 0
    ? ''
    : hashArray(environment.map((name) => `${name}=${process.env[name] ?? '\0'}`));
}
