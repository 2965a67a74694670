import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The content digests of every package below a folder, by package name; those of one name are joined. */
export function digestsBelow(folder: string): Map<string, string> {
  const found = new Map<string, string[]>();
  for (const file of digestFiles(folder)) {
    for (const [path, digest] of Object.entries(packagesIn(file))) {
      const name = nameOf(basename(path));
      found.set(name, [...(found.get(name) ?? []), `${basename(path)} ${digest}`]);
    }
  }
  return new Map([...found].map(([name, digests]) => [name, digests.sort().join('\n')]));
}

function digestFiles(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return digestFiles(path);
    return entry.name === 'digest.json' ? [path] : [];
  });
}

/** Only keys that name a package file are packages. */
function packagesIn(file: string): Record<string, unknown> {
  const entries = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>);
  return Object.fromEntries(entries.flatMap(([key, value]) => flattened(key, value)));
}

function flattened(key: string, value: unknown): [string, unknown][] {
  if (/\.(conda|tar\.bz2)$/.test(key)) return [[key, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([inner, content]) => flattened(inner, content));
}

/** `<name>-<version>-<build>.conda` */
function nameOf(file: string): string {
  return file.split('-').slice(0, -2).join('-');
}
