import { posix } from 'node:path';
import type { PythonProject } from '../../python-project/python-project';
import { nodesIn, textOf } from '../../python/calls';
import type { SourceFolder } from '../../source-folder';

/** A path with a folder, without patterns and variables. */
const COMPILED = /^(?:[\w-][\w.-]*\/)+[\w.-]+\.(?:cu|cuh|c|cc|cpp|cxx|pyx|rs)$/;
/** Files that builds write: by SWIG, protoc, flex, and others. */
const GENERATED = /(_wrap|\.pb|\.yy|\.tab|_generated|_gen|\.moc)\.\w+$|(^|\/)(build|generated|gen)\//;
const MAX_MISSING = 5;

/**
 * Files that the build names, and the source lacks: most often a MANIFEST.in left them out of an sdist.
 * @returns at most the first few
 */
export function missingSources(source: SourceFolder, project: PythonProject | undefined): string[] {
  if (!project || !source.isComplete || project.extensions.builders.length === 0) return [];
  const texts = project.code
    .filter(({ name }) => posix.basename(name) === 'setup.py')
    .flatMap(({ statements }) => nodesIn(statements).flatMap((node) => textOf(node) ?? []));
  const known = new Set(source.files.map((name) => posix.basename(name)));
  const stems = new Set([...known].map(stemOf));
  const missing = texts.filter(
    (text) =>
      COMPILED.test(text) &&
      !GENERATED.test(text) &&
      !known.has(posix.basename(text)) &&
      // Cython makes a.c of a.pyx, SWIG a_wrap.c of a.i.
      !stems.has(stemOf(posix.basename(text))),
  );
  return [...new Set(missing)].slice(0, MAX_MISSING);
}

function stemOf(name: string): string {
  return name.replace(/\.\w+$/, '');
}
