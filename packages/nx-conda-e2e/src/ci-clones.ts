import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../../../tools/workspace';
import type { JobEntry } from '../../nx-conda/src/ci/outputs';
import type { TestWorkspace } from './test-workspace';

/** Machines of a CI system: clones that share no folder. */
export class CiClones {
  readonly clones: Workspace[];
  /** Tasks that ran, of all jobs: not taken from a cache. */
  readonly ran: string[] = [];

  constructor(workspace: TestWorkspace, name: string, count: number) {
    this.clones = Array.from({ length: count }, (_, index) => {
      const folder = join(workspace.home, `${name}-${index}`);
      return workspace.cloneTo(folder, {
        NX_CACHE_DIRECTORY: `${folder}-nx-cache`,
        NX_CONDA_CACHE_DIR: `${folder}-cache`,
        RATTLER_CACHE_DIR: `${folder}-rattler`,
      });
    });
  }

  /** Runs the jobs of one wave at the same time, each in a clone, with the command that CI uses. */
  async runWave(jobs: readonly JobEntry[], env: Record<string, string>): Promise<void> {
    const runs = jobs.map(async ({ projects, targets }, index) => {
      const clone = this.clones[index];
      await clone?.ok(['run-many', '-t', targets, `--projects=${projects}`, '--parallel=1'], env);
      this.ran.push(...(clone?.lastRun().ran ?? []));
    });
    await Promise.all(runs);
  }

  /** As CI passes on artifacts: gives what jobs have stored to all clones. */
  handOn(wave: number): void {
    this.clones.forEach((from, index) => {
      const out = join(from.root, 'handover/out');
      if (!existsSync(out)) return;
      for (const to of this.clones) {
        mkdirSync(join(to.root, 'handover/in'), { recursive: true });
        cpSync(out, join(to.root, `handover/in/wave${wave}-${index}`), { recursive: true });
      }
    });
  }
}

/** The waves in a file that `nx-conda plan --github-output` has written. */
export function wavesIn(githubOutput: string): JobEntry[][] {
  const lines = readFileSync(githubOutput, 'utf8').trim().split('\n');
  const values = new Map(lines.map((line) => [line.split('=')[0], line.slice(line.indexOf('=') + 1)]));
  return Array.from({ length: Number(values.get('waves')) }, (_, index) => {
    const { include } = JSON.parse(values.get(`wave${index + 1}`) ?? '') as { include: JobEntry[] };
    return include;
  });
}
