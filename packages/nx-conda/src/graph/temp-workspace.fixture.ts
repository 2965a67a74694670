import { scratch } from './nx-environment.fixture';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CreateNodesResultArray, ProjectConfiguration } from '@nx/devkit';
import { globWithWorkspaceContext } from '../nx';
import type { PluginOptions } from '../options';
import { type CondaMetadata, condaMetadata } from './conda-metadata';
import { createNodes } from './create-nodes';

/** Files by path relative to the workspace root. */
export type Files = Record<string, string>;

/** A workspace of Nx in a folder of its own. Nothing in it is known from an earlier workspace. */
export class TempWorkspace {
  readonly root = mkdtempSync(join(scratch, 'workspace-'));

  constructor(files: Files) {
    rmSync(join(scratch, 'data'), { recursive: true, force: true });
    this.write({ 'nx.json': '{}', ...files });
  }

  write(files: Files): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), text);
    }
  }

  link(path: string, target: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    symlinkSync(target, join(this.root, path));
  }

  /** What Nx gets from the plugin for the recipes that it lists. */
  async nodes(options?: PluginOptions): Promise<CreateNodesResultArray> {
    const [pattern, create] = createNodes;
    await this.walkAgain();
    const files = await globWithWorkspaceContext(this.root, [pattern]);
    return create(files, options, { nxJsonConfiguration: {}, workspaceRoot: this.root });
  }

  /** The projects by name. */
  async projects(options?: PluginOptions): Promise<Record<string, ProjectConfiguration>> {
    const nodes = await this.nodes(options);
    const found = nodes.flatMap(([, { projects = {} }]) => Object.entries(projects));
    return Object.fromEntries(found.map(([root, project]) => [project.name ?? root, { root, ...project }]));
  }

  /** The metadata of the projects by name. */
  async metadata(options?: PluginOptions): Promise<Record<string, CondaMetadata | undefined>> {
    const projects = Object.entries(await this.projects(options));
    return Object.fromEntries(projects.map(([name, project]) => [name, condaMetadata(project)]));
  }

  /** Nx walks a workspace once, until it is asked about another one. */
  private async walkAgain(): Promise<void> {
    await globWithWorkspaceContext(ANOTHER, []);
  }
}

const ANOTHER = mkdtempSync(join(scratch, 'empty-'));

/** The text of a recipe. @param more its other sections. */
export function recipeText(name: string, more = ''): string {
  return `package:\n  name: ${name}\n  version: '1'\n${more}`;
}

/** A recipe with host requirements. */
export function recipeWithHost(name: string, ...host: string[]): string {
  return recipeText(name, `requirements:\n  host:\n${host.map((one) => `    - ${one}\n`).join('')}`);
}
