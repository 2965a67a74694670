import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * Runs a program that ends soon, without a shell, and gives what it prints. `run` takes ten times as long to load: this
 * is for what each graph or each run of Nx asks. It does not end what the program starts.
 * @throws an error with `stdout` and `stderr` where the program fails or is not there
 */
export const ask = promisify(execFile);
