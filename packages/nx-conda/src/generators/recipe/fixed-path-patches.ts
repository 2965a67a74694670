import { createTwoFilesPatch } from 'diff';
import { inCondaLayout, SYSTEM_CUDA } from '../../checks/conda-cuda-path';
import type { FixedPath } from '../../upstream/source-facts';

/** A file of the source that names CUDA's folder. */
export interface FixedFile {
  /** Relative to the top folder. */
  name: string;
  text: string;
}

/** The files that `places` are in, each once; what is no plain path below the source is left out. */
export function filesWithFixedPaths(places: readonly FixedPath[]): string[] {
  const names = places.map(({ file }) => file).filter((file) => /^[\w][\w./+-]*$/.test(file));
  return [...new Set(names)].filter((file) => !file.split('/').includes('..')).sort();
}

/**
 * A patch that takes CUDA from the environment of the build, where files look in /usr/local/cuda.
 * @returns undefined where no file does
 */
export function fixedPathPatch(files: readonly FixedFile[], platform: string): string | undefined {
  const patches = files.flatMap(({ name, text }) => {
    const mended = text
      .split('\n')
      .map((line) =>
        line.replace(SYSTEM_CUDA, (_path, at: number) => inCondaLayout(name, line.slice(0, at), platform)),
      )
      .join('\n');
    if (mended === text) return [];
    const patch = createTwoFilesPatch(`a/${name}`, `b/${name}`, text, mended, '', '', { context: 3 });
    return [patch.replace(/^=+\n/, '')];
  });
  if (patches.length === 0) return undefined;
  return [EXPLANATION, ...patches].join('\n');
}

const EXPLANATION = `Take CUDA from the host environment, instead of a folder of the system. Written by nx-conda: look at every change.
`;
