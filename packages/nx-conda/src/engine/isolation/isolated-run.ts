import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { kindAt, readFolder } from './disk';
import { describeSuspicion, explainNothingFound, explainReads } from './explain-reads';
import { repositoriesAround } from './git-places';
import { isolate, type Isolation, type IsolationRequest } from './isolate';
import { tracedVariables, withVariables } from './paths-in-log';
import { realPath, withRealFolder } from './places';
import {
  type HiddenMachine,
  readsByName,
  readsByPath,
  readsInScripts,
  readsOfFailure,
  readsOfSuccess,
  type UndeclaredRead,
} from './undeclared-reads';

/** An isolated run and its recipe. */
export interface IsolatedRunRequest extends IsolationRequest {
  /** Absolute. */
  recipeFolder: string;
  /** The texts of the scripts in recipe.yaml that run. */
  scripts: string[];
  /** All files that Nx lists in the workspace, relative to its root. */
  workspaceFiles: string[];
}

const LONGEST_SCRIPT = 200_000;

/** An isolated rattler-build, and the undeclared reads in its log. */
export class IsolatedRun {
  private constructor(
    private readonly request: IsolatedRunRequest,
    private readonly isolation: Isolation,
  ) {}

  /** @throws ExplainedError if isolation is not possible here. */
  static async prepare(request: IsolatedRunRequest): Promise<IsolatedRun> {
    return new IsolatedRun(request, await isolate(request));
  }

  get engine(): Isolation['engine'] {
    return this.isolation.engine;
  }

  /** The explanation of a failed run. */
  explainFailure(log: string): string {
    const machine = this.machine();
    const reads = this.completed(readsOfFailure(log, machine), machine);
    return reads.length > 0 ? explainReads(reads, machine) : explainNothingFound(machine);
  }

  /** The problem of a run that rattler-build reports as successful; undefined: none. */
  explainSuccess(log: string): string | undefined {
    const machine = this.machine();
    const told = readsOfSuccess(log, machine);
    // `2> /dev/null` and loops over missing files leave no trace.
    const variables = tracedVariables(log);
    const scripts = this.scripts(isForShell).map((text) => withVariables(text, variables));
    const reads = told.length > 0 ? told : readsInScripts(scripts, machine);
    return reads.length > 0 ? explainReads(this.completed(reads, machine), machine) : undefined;
  }

  /** Hidden files that a successful run may have searched for: its scripts name them. */
  suspicions(): string | undefined {
    const machine = this.machine();
    const reads = readsByPath(this.scripts(), this.workspaceFiles(machine), machine);
    return reads.length > 0 ? describeSuspicion(reads, machine) : undefined;
  }

  /** If the log names no file, or only a searched folder, the scripts may name one. */
  private completed(reads: UndeclaredRead[], machine: HiddenMachine): UndeclaredRead[] {
    if (reads.some(({ path }) => machine.sight(path) === 'hidden')) return reads;
    const texts = this.scripts();
    const named = readsInScripts(texts, machine);
    if (named.length > 0) return named;
    const files = this.workspaceFiles(machine);
    const byPath = readsByPath(texts, files, machine);
    const byName = byPath.length > 0 ? byPath : readsByName(texts, files, machine);
    return byName.length > 0 ? byName : reads;
  }

  private workspaceFiles({ workspaceRoot }: HiddenMachine): string[] {
    return this.request.workspaceFiles.map((file) => resolve(workspaceRoot, file));
  }

  /** The scripts in recipe.yaml, and the visible text files below its folder. */
  private scripts(isScript: (file: string) => boolean = () => true): string[] {
    const { files, recipeFolder, workspaceRoot, scripts } = this.request;
    const texts = files
      .map((file) => resolve(workspaceRoot, file))
      .filter((file) => file.startsWith(join(recipeFolder, '/')) && isScript(file))
      .flatMap(textOf);
    return [...scripts, ...texts];
  }

  private machine(): HiddenMachine {
    const workspaceRoot = realPath(this.request.workspaceRoot);
    return {
      recipeFolder: realPath(this.request.recipeFolder),
      workspaceRoot,
      repository: repositoriesAround(workspaceRoot).at(-1),
      sight: (path) => this.isolation.visibility.of(path),
      kindAt,
      read: readFolder,
      real: (path) => [...new Set([withRealFolder(path), realPath(path)])],
    };
  }
}

function isForShell(file: string): boolean {
  return /\.(sh|bash)$/.test(file);
}

function textOf(file: string): string[] {
  try {
    if (statSync(file).size > LONGEST_SCRIPT) return [];
    const text = readFileSync(file, 'utf8');
    return text.includes('\0') ? [] : [text];
  } catch {
    return [];
  }
}
