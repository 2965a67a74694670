import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa, execaSync } from 'execa';

/** The output and exit of a command. */
export interface Outcome {
  exitCode: number | undefined;
  /** Both streams together. */
  output: string;
  stdout: string;
}

/** Tasks of the last run, as `project:target`, sorted. */
export interface LastRun {
  ran: string[];
  /** Taken from the cache. */
  reused: string[];
  /** In the order in which they started. */
  order: string[];
}

interface RunJson {
  tasks: { taskId: string; cacheStatus: string; startTime: string; status: number; hash: string }[];
}

/** A real Nx workspace with the packed plugin installed, driven as a user would. */
export class Workspace {
  /**
   * @param root folder of nx.json and node_modules.
   * @param env the whole environment of every command; must set NX_CACHE_DIRECTORY.
   */
  constructor(
    readonly root: string,
    readonly env: Record<string, string>,
  ) {}

  /** Starts nx; the caller waits for it, or ends it. */
  start(args: string[], env: Record<string, string> = {}) {
    return execa(process.execPath, [join(this.root, 'node_modules/nx/dist/bin/nx.js'), ...args], {
      cwd: this.root,
      env: { ...this.env, ...env },
      extendEnv: false,
      stdin: 'ignore',
      all: true,
      reject: false,
    });
  }

  /**
   * Runs nx with a file as its standard output, as a shell redirects it. The pipes between processes of Node are sockets,
   * which no third process can open.
   */
  async printedToFile(args: string[], file: string, env: Record<string, string> = {}): Promise<string> {
    const output = openSync(file, 'w');
    const nx = spawn(process.execPath, [join(this.root, 'node_modules/nx/dist/bin/nx.js'), ...args], {
      ...{ cwd: this.root, env: { ...this.env, ...env } },
      stdio: ['ignore', output, output],
    });
    await once(nx, 'exit');
    closeSync(output);
    return readFileSync(file, 'utf8');
  }

  async nx(args: string[], env: Record<string, string> = {}): Promise<Outcome> {
    const { exitCode, all, stdout } = await this.start(args, env);
    return { exitCode, output: all, stdout };
  }

  /** Runs a line in a shell, as a user would. */
  async shell(line: string, env: Record<string, string> = {}): Promise<Outcome> {
    const options = {
      cwd: this.root,
      env: { ...this.env, ...env },
      extendEnv: false,
      all: true,
      reject: false,
    } as const;
    const { exitCode, all, stdout } = await execa(line, { ...options, shell: true, stdin: 'ignore' });
    return { exitCode, output: all, stdout };
  }

  /** Runs nx and returns its stdout. @throws Error with its whole output on failure. */
  async ok(args: string[], env: Record<string, string> = {}): Promise<string> {
    const { exitCode, output, stdout } = await this.nx(args, env);
    if (exitCode !== 0) throw new Error(`nx ${args.join(' ')} ended with ${exitCode}:\n${output}`);
    return stdout;
  }

  /** The status of each task of the last run, by `project:target`. */
  lastOutcomes(): Map<string, 'built' | 'reused' | 'failed'> {
    return new Map(
      this.lastTasks().map(({ taskId, cacheStatus, status }) => [
        taskId,
        status !== 0 ? 'failed' : cacheStatus === 'cache-miss' ? 'built' : 'reused',
      ]),
    );
  }

  /** The hash of each task of the last run, by `project:target`. */
  lastHashes(): Map<string, string> {
    return new Map(this.lastTasks().map(({ taskId, hash }) => [taskId, hash]));
  }

  lastRun(): LastRun {
    const tasks = this.lastTasks();
    const withStatus = (miss: boolean) =>
      tasks.filter(({ cacheStatus }) => (cacheStatus === 'cache-miss') === miss).map(({ taskId }) => taskId);
    const byStart = [...tasks].sort((a, b) => (a.startTime < b.startTime ? -1 : 1));
    return {
      ran: withStatus(true).sort(),
      reused: withStatus(false).sort(),
      order: byStart.map((task) => task.taskId),
    };
  }

  /** Runs nx; failing tasks are not an error. @returns the status of the tasks. @throws Error if Nx ran none. */
  async outcomesOf(
    args: string[],
    env: Record<string, string> = {},
  ): Promise<ReturnType<Workspace['lastOutcomes']>> {
    rmSync(this.runFile(), { force: true });
    const { exitCode, output } = await this.nx(args, env);
    if (existsSync(this.runFile())) return this.lastOutcomes();
    // A commit that affects nothing is not a failure.
    if (exitCode === 0) return new Map();
    throw new Error(`nx ${args.join(' ')} ended with ${exitCode}:\n${output}`);
  }

  private runFile(): string {
    return join(this.env['NX_CACHE_DIRECTORY'] ?? '', 'run.json');
  }

  private lastTasks(): RunJson['tasks'] {
    return (JSON.parse(readFileSync(this.runFile(), 'utf8')) as RunJson).tasks;
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  edit(path: string, change: (text: string) => string): void {
    this.write(path, change(this.read(path)));
  }

  exists(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  git(...args: string[]): void {
    execaSync('git', args, { cwd: this.root, env: this.env, extendEnv: false });
  }

  delete(path: string): void {
    rmSync(join(this.root, path), { recursive: true, force: true });
  }

  commit(message: string): void {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', message);
  }
}
