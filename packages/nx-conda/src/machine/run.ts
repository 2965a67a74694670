import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { ResultPromise, Result } from 'execa' with { 'resolution-mode': 'import' };
import { endGroup, GroupGuard, isAbandoned } from './process-group';
import { startWatchdog } from './watchdog';

export interface RunOptions {
  cwd: string;
  /** Added to this process's own environment. */
  env?: Record<string, string>;
  /** Ends the command and all processes that it started. */
  signal?: AbortSignal;
  /** Gets every line of stdout and stderr as it arrives. Without it and `capture`, both go where this process's go. */
  onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
  /** Keep stdout and stderr for the result. Not for long logs: they stay in memory. */
  capture?: boolean;
}

export interface RunResult {
  /** Undefined if the command was killed or could not be started. */
  exitCode?: number;
  /** The signal that killed it, like `SIGKILL`. */
  signal?: string;
  /** Empty without `capture`. */
  stdout: string;
  stderr: string;
  /** The command is not found or not executable on this machine. `stderr` says which. */
  missing?: boolean;
}

type Child = ResultPromise<ReturnType<typeof processOptions>>;

// For short runs, starting a watchdog process is not worthwhile.
const WATCHDOG_AFTER_MS = 500;

/** Starts to load the modules that `run` needs: this is slow, and other work can go on meanwhile. */
export function prepareToRun(): void {
  void import('execa');
}

/**
 * Runs a program without a shell, with stdin closed, in its own process group. When it ends or is canceled, or when
 * this process ends in any way, all processes that it started end too: rattler-build leaves its build script running
 * when it is killed (0.74, also the Python package).
 * @throws if `cwd` does not exist, but not if the command fails: see the result.
 */
export async function run(command: string, args: string[], options: RunOptions): Promise<RunResult> {
  if (!existsSync(options.cwd))
    throw new Error(`Cannot run ${command}: the folder ${options.cwd} does not exist`);
  // An ES module that is slow to load: load it only to run a program.
  const { execa } = await import('execa');
  if (options.signal?.aborted || isAbandoned()) return { signal: 'SIGTERM', stdout: '', stderr: '' };
  const guard = new GroupGuard();
  try {
    return await runGuarded(execa(command, args, processOptions(options)), guard, options);
  } finally {
    guard.release();
  }
}

async function runGuarded(child: Child, guard: GroupGuard, options: RunOptions): Promise<RunResult> {
  const supervision = child.pid === undefined ? undefined : supervise(child.pid, guard, options.signal);
  const lines = Promise.all([
    forward(child.stdout, 'stdout', options),
    forward(child.stderr, 'stderr', options),
  ]);
  // Processes that it left running keep stdout open: the output ends only after they have ended.
  child.once('exit', () => void supervision?.end());
  const result = await child;
  await lines;
  const cancelled = supervision?.cancelled() ?? false;
  await supervision?.stop();
  // A script may succeed although a command in it was killed: a canceled run is still not a success.
  return cancelled ? { ...resultOf(result), exitCode: undefined, signal: 'SIGTERM' } : resultOf(result);
}

function processOptions({ cwd, env, onLine, capture }: RunOptions) {
  const output = onLine || capture ? 'pipe' : 'inherit';
  return {
    cwd,
    env,
    stdin: 'ignore',
    stdout: output,
    stderr: output,
    buffer: capture ?? false,
    maxBuffer: Number.POSITIVE_INFINITY,
    stripFinalNewline: false,
    detached: true,
    reject: false,
    windowsHide: true,
  } as const;
}

function resultOf(result: Result): RunResult {
  const { code, exitCode, signal } = result;
  const stderr = text(result.stderr);
  if (code === undefined) return { exitCode, signal, stdout: text(result.stdout), stderr };
  const missing = ['ENOENT', 'EACCES', 'ENOEXEC', 'UNKNOWN'].includes(code);
  return { exitCode, signal, stdout: '', stderr: stderr || text(result.shortMessage), missing };
}

function text(output: unknown): string {
  return typeof output === 'string' ? output : '';
}

function forward(
  stream: Readable | null,
  name: 'stdout' | 'stderr',
  { onLine }: RunOptions,
): Promise<void> | undefined {
  if (!stream || !onLine) return undefined;
  return new Promise((resolve) => {
    createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })
      .on('line', (line) => onLine(line, name))
      .on('close', resolve);
  });
}

interface Supervision {
  end: () => Promise<void>;
  /** Whether the command was told to end, by a signal to this process or by the caller. */
  cancelled: () => boolean;
  stop: () => Promise<void>;
}

function supervise(group: number, guard: GroupGuard, signal: AbortSignal | undefined): Supervision {
  let ending: Promise<void> | undefined;
  let stopWatchdog: (() => void) | undefined;
  const end = () => (ending ??= endGroup(group));
  let isCancelled = false;
  const cancel = () => {
    isCancelled = true;
    return end();
  };
  guard.guard(group, cancel);
  const timer = setTimeout(() => (stopWatchdog = startWatchdog(group)), WATCHDOG_AFTER_MS);
  const onAbort = () => void cancel();
  signal?.addEventListener('abort', onAbort);
  const stop = async () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    await end();
    stopWatchdog?.();
  };
  return { end, stop, cancelled: () => isCancelled };
}
