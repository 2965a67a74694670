import { createTwoFilesPatch } from 'diff';
import { inCondaLayout, SYSTEM_CUDA } from '../../knowledge/conda-cuda-path';
import type { FixedPath } from '../../source/source-facts';
import { isPlainPath, oneLine } from './text/untrusted-text';
import { isBuildFile } from '../../knowledge/build-files';

/** A build file of the source that names CUDA's folder. */
export interface FixedFile {
  /** Relative to the top folder. */
  name: string;
  text: string;
  /** Line numbers, 1-based. */
  lines: number[];
}

/** Files that are not packaged: upstream's tests and releases. */
const NO_PART = /(^|\/)(\.[^./]|docs?\/|docker|Dockerfile|tests?\/|conda\/)/i;

/** The build files among the places, each once; unsafe paths are left out. */
export function buildFilesIn(places: readonly FixedPath[]): Omit<FixedFile, 'text'>[] {
  const names = places.map(({ file }) => file).filter((file) => isPlainPath(file) && isBuildFile(file));
  return [...new Set(names)].sort().map((name) => ({
    name,
    lines: places.filter(({ file }) => file === name).map(({ line }) => line),
  }));
}

const SHOWN = 3;

/** The first few places that no patch can fix, for a person to check; the last item says whether there are others. */
export function placesToLookAt(places: readonly FixedPath[]): string[] {
  const open = places.filter(({ file }) => (!isPlainPath(file) || !isBuildFile(file)) && !NO_PART.test(file));
  const shown = open.slice(0, SHOWN).map(({ file, line }) => oneLine(`${file}:${line}`, 120));
  return open.length > SHOWN ? [...shown, 'and others'] : shown;
}

/**
 * A patch for files that look for CUDA in /usr/local/cuda: takes it from the environment of the build.
 * @returns undefined if no file does
 */
export function fixedPathPatch(files: readonly FixedFile[], platform: string): string | undefined {
  const patches = files.flatMap(({ name, text, lines }) => {
    const mend = (line: string) =>
      line.replace(SYSTEM_CUDA, (_path, at: number) => inCondaLayout(name, line.slice(0, at), platform));
    const mended = text
      .split('\n')
      .map((line, index) => (lines.includes(index + 1) ? mend(line) : line))
      .join('\n');
    if (mended === text) return [];
    const patch = createTwoFilesPatch(`a/${name}`, `b/${name}`, text, mended, '', '', { context: 3 });
    return [patch.replace(/^=+\n/, '')];
  });
  if (patches.length === 0) return undefined;
  return [EXPLANATION, ...patches].join('\n');
}

const EXPLANATION = `Look for CUDA in the host environment instead of a system folder. nx-conda wrote this patch. Review every change.
`;
