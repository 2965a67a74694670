import { closeSync, constants, openSync } from 'node:fs';
import { isatty, WriteStream } from 'node:tty';
import { findCommand, standardOutput } from '../machine/find-command';
import { writeNonblocking } from '../machine/write-nonblocking';
import { isInDaemon, isInPluginWorker, printInCommand } from '../nx';
import type { Terminal } from './terminal-report';

/** Where the Nx command of a run prints. */
export interface CommandOutput extends Terminal {
  /** Adds a line break. */
  print: (text: string) => Promise<void>;
}

/**
 * The output of the Nx command that called a hook. Nx runs hooks in a process of their own; without the daemon, Nx
 * prints their output in the command; with the daemon, Nx puts it into the daemon's log. The command then waits for the
 * hook, so the hook can write to the command's standard output (Linux only).
 * @param argv of the command
 */
export function commandOutput(argv: readonly string[], workspaceRoot: string): CommandOutput {
  if (!isInDaemon()) {
    const pid = isInPluginWorker() ? process.ppid : process.pid;
    return { ...terminalOf(pid), print: printInCommand };
  }
  const pid = findCommand(argv, workspaceRoot);
  if (pid === undefined) return { ...UNKNOWN, print: printInCommand };
  return { ...terminalOf(pid), print: (text) => printTo(standardOutput(pid), text) };
}

/** No third process can write to a socket. */
async function printTo(path: string, text: string): Promise<void> {
  try {
    await writeNonblocking(path, `${text}\n`);
  } catch {
    await printInCommand(text);
  }
}

const UNKNOWN: Terminal = { columns: Number.POSITIVE_INFINITY, colors: false };
/** If a terminal does not know its size. */
const USUAL_COLUMNS = 80;

function terminalOf(pid: number): Terminal {
  const columns = columnsOf(standardOutput(pid));
  return { columns: columns ?? Number.POSITIVE_INFINITY, colors: wantsColors(columns !== undefined) };
}

/** @returns undefined if it is not a terminal. */
function columnsOf(path: string): number | undefined {
  try {
    const { O_WRONLY, O_NOCTTY, O_NONBLOCK } = constants;
    return columnsOfOpen(openSync(path, O_WRONLY | O_NOCTTY | O_NONBLOCK));
  } catch {
    return undefined;
  }
}

/** Closes it. */
function columnsOfOpen(file: number): number | undefined {
  if (!isatty(file)) {
    closeSync(file);
    return undefined;
  }
  const stream = new WriteStream(file);
  const { columns } = stream;
  stream.destroy();
  return columns || USUAL_COLUMNS;
}

/** By the rules of picocolors, for another process. */
function wantsColors(isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM, CI } = process.env;
  if (NO_COLOR) return false;
  return Boolean(FORCE_COLOR && FORCE_COLOR !== '0') || Boolean(CI) || (isTerminal && TERM !== 'dumb');
}
