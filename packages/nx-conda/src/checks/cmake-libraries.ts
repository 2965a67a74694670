import { CMAKE_PACKAGES } from '../knowledge/build-backends';
import { devPackagesOfTarget } from '../knowledge/cuda-targets';
import { definitionsIn, variablesOnLinux } from '../source/native/cmake/cmake-variables';
import { Walk } from '../source/native/cmake/walk';
import type { SourceFile } from '../source/source-files';
import type { Level } from '../recipe/parts/outputs';
import { namesFor } from '../recipe/parts/requirement-items';
import type { Place } from '../recipe/yaml/place';
import type { Subject } from './subject';

/** A library of CUDA that the CMake files of the source link. */
export interface CmakeLibrary {
  /** `CUDA::cublas` */
  target: string;
  /** The packages that have it. */
  packages: string[];
  at: Place;
}

/**
 * The libraries of CUDA that CMake is certain to link: targets of FindCUDAToolkit, outside conditions that are unknown.
 * None if the recipe does not run CMake in the top folder of the source.
 */
export function cmakeLibraries(subject: Subject, level: Level): CmakeLibrary[] {
  const { source, scripts, platform } = subject;
  const files = new Map((source?.files ?? []).map((file) => [file.name, file]));
  if (!runsCmake(subject, level) || !files.has('CMakeLists.txt') || !platform.startsWith('linux-')) return [];
  const walk = new Walk(filesOf(files), '', variablesFor(scripts));
  walk.visitFolder('');
  const certain = walk.found.cudaLibraries.filter(
    ({ guard, name }) => guard.reached === 'yes' && name.startsWith('CUDA::'),
  );
  return certain.flatMap(({ name, at }) => {
    const place = placeIn(files, name, at);
    return place ? [{ target: name, packages: devPackagesOfTarget(name), at: place }] : [];
  });
}

function runsCmake(subject: Subject, level: Level): boolean {
  const host = namesFor(subject, level, 'host');
  return (
    subject.scripts.some(({ commands }) => /\bcmake\b/.test(commands)) ||
    [...CMAKE_PACKAGES].some((name) => host.has(name))
  );
}

function variablesFor(scripts: Subject['scripts']): ReturnType<typeof variablesOnLinux> {
  const variables = variablesOnLinux();
  // A definition in a script may depend on a condition, or contain a variable.
  for (const [name] of definitionsIn(scripts.map(({ commands }) => commands)))
    variables.set(name, { value: undefined, option: name });
  return variables;
}

/** Other files of the source are not at hand, so no file is certain to be absent. */
function filesOf(files: ReadonlyMap<string, SourceFile>): ConstructorParameters<typeof Walk>[0] {
  return {
    files: [...files.keys()],
    isComplete: false,
    has: (name) => files.has(name),
    read: (name) => files.get(name)?.text,
  };
}

/** @param at `CMakeLists.txt:3`, the command */
function placeIn(files: ReadonlyMap<string, SourceFile>, target: string, at: string): Place | undefined {
  const [, name = '', line = ''] = /^(.*):(\d+)$/.exec(at) ?? [];
  const file = files.get(name);
  if (!file) return undefined;
  const lines = file.text.split('\n').slice(0, Number(line) - 1);
  const from = lines.reduce((sum, { length }) => sum + length + 1, 0);
  const start = file.text.indexOf(target, from);
  return start < 0 ? undefined : { file, start, end: start + target.length };
}
