import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readSource } from './read-source';
import type { PythonFacts, PythonRequirement, SourceFacts, SourceOrigin } from './source-facts';

let sources: string | undefined;

afterAll(() => {
  if (sources !== undefined) rmSync(sources, { recursive: true, force: true });
});

/** A folder with these files, removed after the tests of the file. */
export function sourceWith(files: Record<string, string>): string {
  sources ??= mkdtempSync(join(tmpdir(), 'nx-conda-sources-'));
  const folder = mkdtempSync(join(sources, 'source-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

export const GIT: SourceOrigin = {
  kind: 'git',
  url: 'https://example.org/a/some-lib',
  tag: 'v1.5',
  commit: 'c',
};

/** The facts of a folder with these files. */
export function factsOf(files: Record<string, string>, origin: SourceOrigin = GIT): SourceFacts {
  return readSource(sourceWith(files), origin);
}

/** @throws if it has no Python */
export function pythonOf(files: Record<string, string>): PythonFacts {
  const { python } = factsOf(files);
  if (!python) throw new Error('no Python');
  return python;
}

/** Formats a requirement. */
export function written({ name, extras, constraint, marker }: PythonRequirement): string {
  return `${name}${extras.length > 0 ? `[${extras.join(',')}]` : ''}${constraint}${marker === undefined ? '' : `; ${marker}`}`;
}
