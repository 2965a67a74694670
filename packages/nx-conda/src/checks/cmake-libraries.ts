import { CMAKE_PACKAGES } from '../knowledge/build-backends';
import { devPackagesOfTarget } from '../knowledge/cuda-targets';
import { isShared, type Level } from '../recipe/parts/outputs';
import { namesFor } from '../recipe/parts/requirement-items';
import type { ScriptText } from '../recipe/parts/scripts';
import type { Place } from '../recipe/yaml/place';
import type { Guard } from '../source/native/cmake/reasons';
import { Walk } from '../source/native/cmake/walk';
import type { SourceFile } from '../source/source-files';
import { cmakeDefinitions } from './cmake-definitions';
import type { Subject } from './subject';

/** A library of CUDA that the CMake files of the source link. */
export interface CmakeLibrary {
  /** `CUDA::cublas` */
  target: string;
  /** The packages that have it. */
  packages: string[];
  at: Place;
  /** The options on which that depends, `USE_NVRTC=ON`; none if CMake is certain to link it. */
  options: string[];
}

/**
 * The libraries of CUDA that CMake links: targets of FindCUDAToolkit, outside conditions that are unknown, except for
 * options whose value is not known. None if the level does not run CMake in the top folder of the source.
 */
export function cmakeLibraries(subject: Subject, level: Level): CmakeLibrary[] {
  const { source, platform } = subject;
  const files = new Map((source?.files ?? []).map((file) => [file.name, file]));
  if (!runsCmake(subject, level) || !files.has('CMakeLists.txt') || !platform.startsWith('linux-')) return [];
  const variables = cmakeDefinitions(subject, scriptsFor(subject, level));
  const walk = new Walk(filesOf(files), '', variables);
  walk.visitFolder('');
  const isOpen = (name: string) => {
    const { value, option } = variables.get(name) ?? {};
    return option === name && value === undefined;
  };
  return walk.found.cudaLibraries.flatMap(({ name, at, guard }) => {
    const options = optionsOf(guard, isOpen);
    const place = options && name.startsWith('CUDA::') ? placeIn(files, name, at) : undefined;
    return options && place
      ? [{ target: name, packages: devPackagesOfTarget(name), at: place, options }]
      : [];
  });
}

/**
 * Undefined if CMake does not come to a place, or if that depends on anything else.
 * @param isOpen whether the script passes an option with an unknown value
 */
function optionsOf({ reached, reasons }: Guard, isOpen: (name: string) => boolean): string[] | undefined {
  if (reached === 'yes') return [];
  if (reached === 'no' || reasons.length === 0) return undefined;
  const options = reasons.flatMap((reason) => {
    const text = reason.kind === 'condition' ? reason.text : '';
    const [, not, name = ''] = /^(NOT \()?(\w+)\)?$/.exec(text) ?? [];
    return isOpen(name) ? [`${name}=${not === undefined ? 'ON' : 'OFF'}`] : [];
  });
  return options.length === reasons.length ? [...new Set(options)] : undefined;
}

/** Whether a level configures a project with CMake: `cmake --install` and `cmake --build` only use the result. */
export function runsCmake(subject: Subject, level: Level): boolean {
  const host = namesFor(subject, level, 'host');
  return (
    scriptsFor(subject, level).some(({ commands }) =>
      /\bcmake\b(?!["'.\w-])(?![ \t]+--(?:install|build)\b)/.test(commands),
    ) || [...CMAKE_PACKAGES].some((name) => host.has(name))
  );
}

function scriptsFor({ scripts }: Subject, level: Level): ScriptText[] {
  return scripts.filter((script) => isShared(script.level, level));
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
