import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Download, Plan, Recipe } from './package-recipe';

/** A plan with its key: equal keys mean equal content. */
export interface KeyedPackage {
  readonly name: string;
  /** 64 hex digits. */
  readonly key: string;
  /** The plan's recipe, with the key in the build string. */
  readonly recipe: Recipe;
  readonly downloads: Plan['downloads'];
}

/** @param builder other inputs of the result: rattler-build's version and options */
export function keyed(plan: Plan, builder: string): KeyedPackage {
  const { recipe, downloads, fingerprint = '' } = plan;
  const hashes = Object.entries(downloads).map(([file, { sha256 }]) => [file, sha256]);
  const key = sha256(JSON.stringify([recipe, hashes, fingerprint, builder]));
  return {
    name: recipe.package.name,
    key,
    recipe: { ...recipe, build: { ...recipe.build, string: withKey(recipe.build.string, key) } },
    downloads,
  };
}

/** Seven digits, as in conda's own build strings. */
function withKey(template: string, key: string): string {
  if (!template.includes('{key}')) throw new Error(`The build string ${template} does not contain {key}.`);
  return template.replace('{key}', key.slice(0, 7));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * The folder of finished work. Every entry appears by one rename, complete, and never changes afterwards: an
 * interrupted run loses only its current work, and at worst two concurrent runs do the same work twice.
 */
export class Cache {
  constructor(readonly root: string) {}

  /** A folder with the package's subdir and its repodata.json. */
  packageFolder({ name, key }: Pick<KeyedPackage, 'name' | 'key'>): string {
    return join(this.root, 'packages', `${name}-${key.slice(0, 16)}`);
  }

  /** A wheel has the extension that makes rattler-build unpack it. */
  downloadFile({ distribution, version, sha256: hash, format }: Download): string {
    const extension = { wheel: 'zip', sdist: 'tar.gz', deb: 'deb' }[format];
    return join(this.root, 'downloads', `${distribution}-${version}-${hash.slice(0, 16)}.${extension}`);
  }

  /** Unfinished work; each run has its own folders in it. */
  get staging(): string {
    return join(this.root, 'staging');
  }

  /** Removes every package and download that these packages do not need. */
  async prune(packages: readonly KeyedPackage[]): Promise<void> {
    const needed = packages.flatMap((planned) => [
      this.packageFolder(planned),
      ...Object.values(planned.downloads).map((file) => this.downloadFile(file)),
    ]);
    for (const kind of ['packages', 'downloads']) {
      for (const name of await readdir(join(this.root, kind)).catch(() => [])) {
        const path = join(this.root, kind, name);
        if (!needed.includes(path)) await rm(path, { recursive: true, force: true });
      }
    }
  }

  /** Removes files that failed or interrupted runs left in `staging`, after some time. */
  async forgetLeftovers(): Promise<void> {
    const day = 24 * 60 * 60 * 1000;
    for (const name of await readdir(this.staging).catch(() => [])) {
      const folder = join(this.staging, name);
      const { mtimeMs } = await stat(folder);
      if (Date.now() - mtimeMs > day) await rm(folder, { recursive: true, force: true });
    }
  }
}
