import { posix } from 'node:path';
import type { PythonProject } from '../python-project/python-project';
import type { CmakeFacts } from '../source-facts';
import type { SourceFolder } from '../source-folder';
import { readsArguments } from './cmake/calls-cmake';
import { cmakeCuda } from './cmake/cmake-cuda';
import { cmakeFinds } from './cmake/cmake-finds';
import { cmakeRoot } from './cmake/cmake-root';
import { cmakeVariables } from './cmake/cmake-variables';
import { isElsewhere } from './cmake/paths';
import { type Download, downloadsOf } from './cmake/downloads';
import type { Found } from './cmake/project-facts';
import { Walk } from './cmake/walk';
import { usesCmake } from './compiled-languages';

export interface CmakeProject {
  facts: CmakeFacts;
  name: string | undefined;
  version: string | undefined;
}

const NAMES: Readonly<Record<string, string | undefined>> = {
  C: 'c',
  CXX: 'cxx',
  CUDA: 'cuda',
  FORTRAN: 'fortran',
};

/**
 * Facts in the CMake files of a source; undefined without a CMakeLists.txt.
 * @param project the source's Python project
 */
export function readCmake(
  source: SourceFolder,
  project: PythonProject | undefined,
): CmakeProject | undefined {
  const builder = project && usesCmake(source, project) ? project : undefined;
  const root = cmakeRoot(source, builder);
  if (root === undefined) return undefined;
  const walk = new Walk(source, root, cmakeVariables(source, builder));
  walk.visitFolder(root);
  if (!walk.isComplete) visitOthers(source, walk);
  const { found } = walk;
  const [name, ...rest] = found.project ?? [];
  return {
    name: named(name),
    version: rest.includes('VERSION') ? named(rest[rest.indexOf('VERSION') + 1]) : undefined,
    facts: {
      // A Python project may be built without its CMake files.
      ...withArchs(factsIn(found, builder || !project ? downloadsOf(found) : []), source, walk),
      ...(builder && { readsArguments: readsArguments(builder) }),
    },
  };
}

/** `$ENV{CUDAARCHS}`; CMake itself reads this variable before the files. */
function withArchs(facts: CmakeFacts, source: SourceFolder, { visited }: Walk): CmakeFacts {
  const reads = [...visited.keys()].some((file) =>
    /^[^#\n]*\bENV\{CUDAARCHS\}/m.test(source.read(file) ?? ''),
  );
  return facts.cuda && reads ? { ...facts, cuda: { ...facts.cuda, readsArchs: true } } : facts;
}

function factsIn(found: Found, downloads: Download[]): CmakeFacts {
  const { needed, optional } = cmakeFinds(found);
  const cuda = cmakeCuda(found);
  return {
    languages: languagesOf(found, downloads.length > 0).filter(
      (language) => language !== 'cuda' || (cuda && cuda.need !== 'option'),
    ),
    finds: needed,
    programs: programsOf(found),
    ...(downloads.length > 0 && { downloads }),
    ...(optional.length > 0 && { optionalFinds: optional }),
    ...(cuda && { cuda }),
  };
}

/** Files that CMake may read, by a path that is not known. */
function visitOthers(source: SourceFolder, walk: Walk): void {
  for (const file of source.files) {
    if (posix.basename(file) !== 'CMakeLists.txt' || isElsewhere(file) || walk.visited.has(file)) continue;
    walk.visitFolder(posix.dirname(file), { reached: 'maybe', reasons: [] });
  }
}

function programsOf({ programs }: Found): string[] {
  const used = programs.filter(({ guard }) => guard.reached !== 'no');
  return [...new Set(used.map(({ name }) => name))].sort();
}

/** The text if it has no variables. */
function named(text: string | undefined): string | undefined {
  return text !== undefined && /^[\w.+-]+$/.test(text) ? text : undefined;
}

/** Those of a downloaded project are not known: most have C and C++. */
function languagesOf({ languages }: Found, hasDownloads: boolean): string[] {
  const used = languages.filter(({ guard, isOnlyChecked }) => guard.reached !== 'no' && !isOnlyChecked);
  const names = used.map(({ name }) => NAMES[name]).filter((name) => name !== undefined);
  return [...new Set([...names, ...(hasDownloads ? ['c', 'cxx'] : [])])].sort();
}
