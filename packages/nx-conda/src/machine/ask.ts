import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * Runs a short program without a shell and returns its output. `run` takes ten times as long to load: use this for
 * questions of every graph or Nx run. It does not end processes that the program starts.
 * @throws an error with `stdout` and `stderr` if the program fails or is not found
 */
export const ask = promisify(execFile);
