import { SCRATCH, WORKSPACE_ROOT } from './scratch-machine.fixture';
import type { ExecutorContext, NxJsonConfiguration, ProjectConfiguration } from '@nx/devkit';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createNodes } from '../graph/create-nodes';
import { preTasksExecution } from '../graph/reads/hooks';
import { RUN_RECORD } from '../graph/reads/run-record';
import { WorkspaceFiles } from '../graph/workspace-files';
import { workspaceDataDirectory } from '../nx';
import type { PluginOptions } from '../options';
import { FakeEngine } from './fake-engine.fixture';
import { withOutput } from './printed.fixture';

type Executor<Options> = (options: Options, context: ExecutorContext) => Promise<{ success: boolean }>;

/** The text of a recipe. @param more further lines. */
export function recipeText(name: string, ...more: string[]): string {
  return [`package: {name: ${name}, version: "1.0"}`, ...more, ''].join('\n');
}

/** A workspace on disk with the projects that the plugin finds in it, and a stand-in for rattler-build. */
export class RecipeWorkspace {
  readonly root = WORKSPACE_ROOT;
  readonly engine = new FakeEngine(join(SCRATCH, 'engine'));
  projects: Record<string, ProjectConfiguration> = {};
  private options: PluginOptions = {};

  constructor() {
    if (workspaceDataDirectory.startsWith(this.root)) return;
    throw new Error('Nx was loaded before scratch-machine.fixture: it would write into another workspace.');
  }

  path(path: string): string {
    return join(this.root, path);
  }

  read(path: string): string {
    return readFileSync(this.path(path), 'utf8');
  }

  write(files: Record<string, string>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(this.path(path)), { recursive: true });
      writeFileSync(this.path(path), text);
    }
  }

  /** Removes everything except what Nx and the plugin remember of recipes. */
  clear(): void {
    const entries = existsSync(this.root) ? readdirSync(this.root).filter((entry) => entry !== '.nx') : [];
    for (const entry of entries) rmSync(this.path(entry), { recursive: true });
  }

  /** Makes projects of the recipes in some folders. */
  async readGraph(folders: string[], options: PluginOptions = {}): Promise<void> {
    this.options = { channels: [], rattlerBuild: this.engine.path, ...options };
    this.write({ 'nx.json': JSON.stringify(this.nxJson) });
    await this.listFiles();
    const recipes = folders.map((folder) => `${folder}/recipe.yaml`);
    const context = { nxJsonConfiguration: this.nxJson, workspaceRoot: this.root };
    const nodes = await createNodes[1](recipes, this.options, context);
    const found = nodes.flatMap(([, { projects = {} }]) => Object.values(projects));
    this.projects = Object.fromEntries(
      found.map((project) => [project.name, project as ProjectConfiguration]),
    );
    this.engine.runs();
  }

  /** Notes the inputs of builds, as the plugin does before Nx hashes the tasks of a run. */
  async hash(): Promise<void> {
    const earlier = Object.keys(process.env).filter((name) => name.startsWith(RUN_RECORD));
    for (const name of earlier) Reflect.deleteProperty(process.env, name);
    await this.listFiles();
    const run = { id: 'run', workspaceRoot: this.root, nxJsonConfiguration: this.nxJson, argv: [] };
    await preTasksExecution(this.options, run);
  }

  /** Runs a task, `<project>:<target>`, with the options of its target and those of the command line. */
  async run<Options extends object>(
    executor: Executor<Options>,
    task: string,
    options: Partial<Options> = {},
  ): Promise<{ success: boolean; output: string }> {
    await this.listFiles();
    const context = this.contextOf(task);
    const target = this.projects[context.projectName ?? '']?.targets?.[context.targetName ?? ''];
    const given = { ...(target?.options as Options), ...options };
    return withOutput(() => executor(given, context));
  }

  /** Does something on a machine without rattler-build. */
  async withoutEngine<Result>(work: () => Promise<Result>): Promise<Result> {
    const { PATH, HOME } = process.env;
    Object.assign(process.env, { PATH: '', HOME: this.root });
    try {
      return await work();
    } finally {
      Object.assign(process.env, { PATH, HOME });
    }
  }

  contextOf(task: string): ExecutorContext {
    const [projectName, targetName] = task.split(':');
    return {
      root: this.root,
      cwd: this.root,
      isVerbose: false,
      projectName,
      targetName,
      projectsConfigurations: { version: 2, projects: this.projects },
      nxJsonConfiguration: this.nxJson,
      projectGraph: { nodes: {}, dependencies: {} },
    };
  }

  private get nxJson(): NxJsonConfiguration {
    return { plugins: [{ plugin: 'nx-conda', options: this.options }] };
  }

  /** Lists the files of another folder: Nx then lists those of the workspace again, as in the process of each task. */
  private async listFiles(): Promise<void> {
    mkdirSync(join(SCRATCH, 'other'), { recursive: true });
    await WorkspaceFiles.read(join(SCRATCH, 'other'));
  }
}
