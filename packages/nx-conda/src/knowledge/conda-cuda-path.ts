import { cudaFolder } from './cuda-folder';

/**
 * A system folder where builds look for CUDA; conda has no fixed folder for it. Below a variable, `$PREFIX/opt/cuda`, it
 * is another folder.
 */
export const SYSTEM_CUDA = /(?<!\$\w{1,40}|[)}%])\/(?:usr\/local|opt)\/cuda(?:-\d+(?:\.\d+)*)?(?![\w-])/g;

/** The folder of NVIDIA's installer for Windows: on a drive, below a variable, or as bash writes it. */
const WINDOWS_CUDA =
  /(?:[A-Za-z]:|%ProgramFiles%|\$env:ProgramFiles|\/[a-z](?=[\\/]+Program))?(?:[\\/]{1,4}Program(?: Files|~1))?[\\/]{1,4}NVIDIA GPU Computing Toolkit[\\/]{1,4}CUDA(?:[\\/]{1,4}v\d+\.\d+)?(?![\w-])/gi;

/** The system folders of CUDA that a build for a platform may name. */
export function systemCuda(platform: string): RegExp {
  return platform.startsWith('win-')
    ? new RegExp(`${SYSTEM_CUDA.source}|${WINDOWS_CUDA.source}`, 'gi')
    : SYSTEM_CUDA;
}

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
