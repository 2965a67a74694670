import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LISTING } from './listing';
import { recipePath, recipeText, type SmallPackage } from './reuse-shapes';

/** The contender of the tasks, set in nx.json. */
export const CONTENDERS = ['nx-conda', 'no-op', 'plain-inputs'] as const;
export type Contender = (typeof CONTENDERS)[number];

type Target = Record<string, unknown> & { inputs?: unknown[]; outputs?: string[]; dependsOn?: unknown };

interface GraphFile {
  graph: { nodes: Record<string, { data: { root: string; targets: Record<string, Target> } }> };
}

/** Small packages, some of which need others. */
export class ReuseWorkspace {
  constructor(
    readonly root: string,
    readonly packages: SmallPackage[],
    nodeModules: string,
  ) {
    mkdirSync(root, { recursive: true });
    symlinkSync(nodeModules, join(root, 'node_modules'));
    this.write('.gitignore', 'node_modules\n.nx\ndist\nout\n');
    this.write('package.json', JSON.stringify({ name: 'bench', private: true }));
    for (const one of packages) this.write(recipePath(one.name), recipeText(one));
    execFileSync('git', ['init', '--quiet', root]);
  }

  /** @param graphFile nx-conda's graph. */
  use(contender: Contender, graphFile: string): void {
    if (contender === 'nx-conda') {
      const plugins = [{ plugin: 'nx-conda', options: { channels: [] } }];
      return this.write('nx.json', JSON.stringify({ plugins }));
    }
    this.write('projects.json', JSON.stringify(noOps(graphFile, contender === 'plain-inputs')));
    this.write('nx.json', JSON.stringify({ plugins: [LISTING] }));
  }

  /** As if nothing had been built here before. */
  forget(): void {
    for (const folder of ['.nx', 'dist', 'cache'])
      rmSync(join(this.root, folder), { recursive: true, force: true });
  }

  /**
   * Two more targets of a package: tasks like its build that do nothing, and load either nothing or everything that it
   * loads.
   */
  addIdleTargets(name: string): void {
    const dist = join(this.root, 'node_modules/nx-conda/dist');
    const loads = ['executors/build/executor.js', 'bundled/execa.js'].map((file) => join(dist, file));
    const target = (options: object) => ({
      executor: `${LISTING}:no-op`,
      options: { folder: 'dist/idle', ...options },
    });
    const targets = { 'no-op': target({}), 'loads-only': target({ loads }) };
    this.write(join(dirname(recipePath(name)), 'project.json'), JSON.stringify({ targets }));
  }

  /** Edits what a build runs, but not the package's names. */
  editScript(name: string): void {
    const file = join(this.root, recipePath(name));
    writeFileSync(file, readFileSync(file, 'utf8').replace('echo content', 'echo other content'));
  }

  private write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }
}

/** The task dependencies of all builds. @param graphFile nx-conda's graph. */
export function buildDependencies(graphFile: string): number {
  const { graph } = JSON.parse(readFileSync(graphFile, 'utf8')) as GraphFile;
  const waits = Object.values(graph.nodes).flatMap(
    ({ data }) => (data.targets['conda-build']?.dependsOn ?? []) as { projects: string[] }[],
  );
  return waits.reduce((sum, { projects }) => sum + projects.length, 0);
}

function noOps(graphFile: string, isPlain: boolean): Record<string, unknown> {
  const { graph } = JSON.parse(readFileSync(graphFile, 'utf8')) as GraphFile;
  const entries = Object.entries(graph.nodes).map(([name, { data }]) => {
    const { inputs = [], outputs, dependsOn } = data.targets['conda-build'] ?? {};
    const folder = `dist/conda/${name}`;
    const target = {
      executor: `${LISTING}:no-op`,
      cache: true,
      options: { folder },
      inputs: isPlain ? inputs.filter((input) => !isUpstream(input)) : inputs,
      outputs,
      dependsOn,
    };
    return [data.root, { name, targets: { 'conda-build': target } }];
  });
  return Object.fromEntries(entries);
}

function isUpstream(input: unknown): boolean {
  return typeof input === 'object' && input !== null && 'includeIgnored' in input;
}
