import { cudaFolder } from './cuda-folder';

/** A system folder where builds look for CUDA; conda has no fixed folder for it. */
export const SYSTEM_CUDA = /\/(?:usr\/local|opt)\/cuda(?:-\d+(?:\.\d+)*)?(?![\w-])/g;

/**
 * The replacement in a build file: the folder in the build's host environment.
 * @param before text before the folder in its line: a Python string keeps its quotes
 */
export function inCondaLayout(file: string, before: string, platform: string): string {
  const folder = cudaFolder(platform);
  const quote = /["'](?=[^"']*$)/.exec(before)?.[0] ?? '"';
  if (file.endsWith('.py')) {
    return `" + __import__("os").environ["PREFIX"] + "/${folder}`.replaceAll('"', quote);
  }
  return /CMakeLists\.txt$|\.cmake$/.test(file) ? `$ENV{PREFIX}/${folder}` : `$(PREFIX)/${folder}`;
}
