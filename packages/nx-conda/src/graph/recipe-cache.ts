import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hashArray, hashFile, PluginCache, workspaceDataDirectory } from '../nx';
import type { OutputFacts, RecipeFacts } from '../recipe/parts/facts';
import type { Mentions } from '../recipe/reads/mentions';

/** What follows from a recipe's content alone: same key, same entry. */
export interface CachedRecipe {
  mentions: Mentions;
  /** What the recipe says about itself, in one line. */
  summary?: string;
  /** A hash of the environment variables in `mentions` at that time. */
  environment: string;
  /** Hashes of scripts that Nx does not list, relative to the workspace root or absolute: the key covers the others. */
  scripts: Record<string, string>;
  /** rattler-build's rendering. Never set if it failed or may differ next time. */
  outputs?: OutputFacts[];
  /** Set if rattler-build did not render it. */
  approximation?: RecipeFacts;
}

/**
 * Entries by content, in Nx's workspace data. Entries of other branches stay for a while, so switching back renders
 * nothing; the file holds at most two entries per recipe.
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

  /** Hash of a script; empty if missing. */
  hashOf(path: string): string {
    const file = resolve(this.workspaceRoot, path);
    return existsSync(file) ? (hashFile(file) ?? '') : '';
  }

  set(key: string, entry: CachedRecipe): CachedRecipe {
    this.used.set(key, entry);
    this.isChanged = true;
    return entry;
  }

  /** Writes changes only. An unwritable folder only costs time. */
  save(): void {
    if (!this.isChanged) return;
    const { entries, accessOrder } = this.stored.toSerializable();
    const older = accessOrder.filter((key) => !this.used.has(key)).slice(-this.used.size);
    const kept = [...older.map((key) => [key, entries[key]] as const), ...this.used];
    const order = kept.map(([key]) => key);
    try {
      new PluginCache(this.path, Object.fromEntries(kept), order).writeToDisk();
    } catch {
      // Nx throws if it cannot create the folder.
    }
    this.isChanged = false;
  }
}

export function environmentHash({ environment }: Mentions): string {
  return environment.length === 0
    ? ''
    : hashArray(environment.map((name) => `${name}=${process.env[name] ?? '\0'}`));
}
