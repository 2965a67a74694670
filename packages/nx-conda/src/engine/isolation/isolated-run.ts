import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { kindAt, readFolder } from './disk';
import { explainNothingFound, explainReads } from './explain-reads';
import { isolate, type Isolation, type IsolationRequest } from './isolate';
import { realPath, withRealFolder } from './places';
import {
  type HiddenMachine,
  readsByName,
  readsInScripts,
  readsOfFailure,
  readsOfSuccess,
  type UndeclaredRead,
} from './undeclared-reads';

/** An isolated run, and whose it is. */
export interface IsolatedRunRequest extends IsolationRequest {
  /** Absolute. */
  recipeFolder: string;
  /** All files that Nx lists in the workspace, relative to its root. */
  workspaceFiles: string[];
}

const LONGEST_SCRIPT = 200_000;

/** An isolated rattler-build, and what its log says about undeclared reads. */
export class IsolatedRun {
  private constructor(
    private readonly request: IsolatedRunRequest,
    private readonly isolation: Isolation,
  ) {}

  /** @throws EngineError where isolation is not possible here. */
  static async prepare(request: IsolatedRunRequest): Promise<IsolatedRun> {
    return new IsolatedRun(request, await isolate(request));
  }

  get engine(): Isolation['engine'] {
    return this.isolation.engine;
  }

  /** What to say about a run that failed. */
  explainFailure(log: string): string {
    const machine = this.machine();
    const reads = this.completed(readsOfFailure(log, machine), machine);
    return reads.length > 0 ? explainReads(reads, machine) : explainNothingFound(machine);
  }

  /** What is wrong with a run that rattler-build calls a success; undefined: nothing. */
  explainSuccess(log: string): string | undefined {
    const machine = this.machine();
    const reads = readsOfSuccess(log, machine);
    return reads.length > 0 ? explainReads(this.completed(reads, machine), machine) : undefined;
  }

  /** Where the log does not name a file, or only a folder that was looked through, the scripts may. */
  private completed(reads: UndeclaredRead[], machine: HiddenMachine): UndeclaredRead[] {
    if (reads.some(({ path }) => machine.sight(path) === 'hidden')) return reads;
    const texts = this.scripts();
    const named = readsInScripts(texts, machine);
    if (named.length > 0) return named;
    const files = this.request.workspaceFiles.map((file) => resolve(machine.workspaceRoot, file));
    const byName = readsByName(texts, files, machine);
    return byName.length > 0 ? byName : reads;
  }

  /** The texts below the recipe's folder that the run saw. */
  private scripts(): string[] {
    const { files, recipeFolder, workspaceRoot } = this.request;
    return files
      .map((file) => resolve(workspaceRoot, file))
      .filter((file) => file.startsWith(join(recipeFolder, '/')))
      .flatMap(textOf);
  }

  private machine(): HiddenMachine {
    return {
      recipeFolder: realPath(this.request.recipeFolder),
      workspaceRoot: realPath(this.request.workspaceRoot),
      sight: (path) => this.isolation.visibility.of(path),
      kindAt,
      read: readFolder,
      real: (path) => [...new Set([withRealFolder(path), realPath(path)])],
    };
  }
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
