import { readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { isInside } from './paths';

/**
 * Finds the process of this user that runs a command.
 * @param argv as in Node's `process.argv` of that process
 * @param folder that contains its working folder
 * @returns undefined if there is none, or if several write to different places; always outside Linux.
 */
export function findCommand(argv: readonly string[], folder: string): number | undefined {
  const found = processes().filter((pid) => runs(pid, argv, folder));
  const outputs = new Set(found.map(outputOf));
  return outputs.size === 1 ? found[0] : undefined;
}

/** The path by which another process can write to the standard output of a process. */
export function standardOutput(pid: number): string {
  return `/proc/${pid}/fd/1`;
}

function processes(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

function runs(pid: number, argv: readonly string[], folder: string): boolean {
  try {
    if (!hasArguments(readFileSync(`/proc/${pid}/cmdline`, 'utf8'), argv)) return false;
    if (statSync(`/proc/${pid}`).uid !== process.getuid?.()) return false;
    return isInside(realpathSync(folder), readlinkSync(`/proc/${pid}/cwd`));
  } catch {
    // It has ended, or it is not ours.
    return false;
  }
}

/** Node makes the paths of itself and of the script absolute, and drops its own options. */
function hasArguments(commandLine: string, [node = '', script = '', ...args]: readonly string[]): boolean {
  const words = commandLine.split('\0').slice(0, -1);
  const own = words.splice(words.length - args.length, args.length);
  const isSame = own.length === args.length && own.every((word, index) => word === args[index]);
  return isSame && isFile(words[0], node) && words.length > 1 && isFile(words.at(-1), script);
}

function isFile(word: string | undefined, path: string): boolean {
  return word !== undefined && basename(word) === basename(path);
}

function outputOf(pid: number): string {
  try {
    return readlinkSync(standardOutput(pid));
  } catch {
    return `of ${pid}`;
  }
}
