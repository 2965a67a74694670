import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Workspace } from '../../../tools/workspace';

interface Step {
  name?: string;
  id?: string;
  if?: string;
  uses?: string;
  run?: string;
  with?: Record<string, string>;
  env?: Record<string, string>;
}

interface Job {
  env?: Record<string, string>;
  steps: Step[];
}

type Values = Record<string, unknown>;

/** The scripts of a workflow of GitHub Actions, run as a pull request would, with artifacts in a folder. */
export class GithubWorkflow {
  private readonly jobs: Record<string, Job>;
  /** What the scripts printed. */
  output = '';

  /** @param artifacts folder that stands for GitHub's store; absolute */
  constructor(
    text: string,
    private readonly artifacts: string,
  ) {
    this.jobs = (parse(text) as { jobs: Record<string, Job> }).jobs;
  }

  /**
   * Runs a job in a clone. Actions other than those of artifacts, and scripts for pushes only, do nothing.
   * @returns its outputs, by name. @throws Error if a script fails
   */
  async run(name: string, clone: Workspace, matrix: Values = {}): Promise<Record<string, string>> {
    const job = this.jobs[name];
    if (job === undefined) throw new Error(`There is no job ${name}.`);
    const outputs = join(clone.root, '.github-output');
    writeFileSync(outputs, '');
    const known = { ...evaluated(job.env, matrix), GITHUB_OUTPUT: outputs };
    for (const step of job.steps) {
      if (step.if?.includes("event_name == 'push'")) continue;
      if (step.run !== undefined)
        await this.script(step, clone, { ...known, ...evaluated(step.env, matrix) });
      else this.artifact(step, clone, matrix);
    }
    const lines = readFileSync(outputs, 'utf8').trim().split('\n');
    rmSync(outputs);
    return Object.fromEntries(lines.map((line) => [line.split('=')[0], line.slice(line.indexOf('=') + 1)]));
  }

  private async script({ run = '' }: Step, clone: Workspace, env: Record<string, string>): Promise<void> {
    if (run.includes('${{')) throw new Error(`A script contains an expression: ${run}`);
    const { exitCode, output } = await clone.shell(`set -e; ${run}`, env);
    this.output += output;
    if (exitCode !== 0) throw new Error(`${run} ended with ${exitCode}:\n${output}`);
  }

  private artifact({ uses = '', with: input = {} }: Step, clone: Workspace, matrix: Values): void {
    const path = (input['path'] ?? '').trim().split('\n')[0] ?? '';
    if (uses.startsWith('actions/upload-artifact')) {
      const from = join(clone.root, path);
      const to = join(this.artifacts, replaced(input['name'] ?? '', matrix));
      if (existsSync(from)) cpSync(from, to, { recursive: true });
    }
    if (uses.startsWith('actions/download-artifact')) {
      const prefix = (input['pattern'] ?? '').replace('*', '');
      mkdirSync(join(clone.root, path), { recursive: true });
      cpSync(this.artifacts, join(clone.root, path), {
        recursive: true,
        filter: (from) => from === this.artifacts || from.slice(this.artifacts.length + 1).startsWith(prefix),
      });
    }
  }
}

function evaluated(env: Record<string, string> = {}, matrix: Values): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, replaced(String(value), matrix)]),
  );
}

/** Secrets and variables are empty, as in a fork. */
function replaced(text: string, matrix: Values): string {
  return text.replace(/\$\{\{ *([\w.]+) *\}\}/g, (whole, name: string) => {
    if (/^(secrets|vars)\./.test(name)) return '';
    const [, key] = /^matrix\.(\w+)$/.exec(name) ?? [];
    if (key === undefined) throw new Error(`The expression ${whole} is unknown.`);
    return String(matrix[key] ?? '');
  });
}
