import { cudaFolder } from './cuda-folder';

/** A folder of the system that CUDA is looked for in; conda has it in no fixed place. */
export const SYSTEM_CUDA = /\/(?:usr\/local|opt)\/cuda(?:-\d+(?:\.\d+)*)?(?![\w-])/g;

/**
 * What to write in its place, in a build file: the folder in the build's host environment.
 * @param before what stands before the folder in its line: a string of Python ends as it began
 */
export function inCondaLayout(file: string, before: string, platform: string): string {
  const folder = cudaFolder(platform);
  const quote = /["'](?=[^"']*$)/.exec(before)?.[0] ?? '"';
  if (file.endsWith('.py')) {
    return `" + __import__("os").environ["PREFIX"] + "/${folder}`.replaceAll('"', quote);
  }
  return /CMakeLists\.txt$|\.cmake$/.test(file) ? `$ENV{PREFIX}/${folder}` : `$(PREFIX)/${folder}`;
}
