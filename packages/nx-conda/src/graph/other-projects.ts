import { join, posix } from 'node:path';
import { getGlobPatternsFromPackageManagerWorkspaces, globWithWorkspaceContext } from '../nx';
import type { WorkspaceFiles } from './workspace-files';
import { readJson } from './project-file';

/**
 * Names by root, from project.json files and workspace packages; undefined if they set none. The plugin needs them
 * before Nx provides them: a name that two projects share breaks the whole graph.
 */
export async function otherProjects(
  files: WorkspaceFiles,
  workspaceRoot: string,
): Promise<Map<string, string | undefined>> {
  const workspaces = getGlobPatternsFromPackageManagerWorkspaces(workspaceRoot).filter(
    (glob) => !glob.startsWith('!'),
  );
  const projects = files.named('project.json');
  // Without a glob, Nx lists every file.
  const packages = workspaces.length > 0 ? await globWithWorkspaceContext(workspaceRoot, workspaces) : [];
  const roots = [...new Set([...projects, ...packages].map((file) => posix.dirname(file)))];
  const isPackage = new Set(packages.map((file) => posix.dirname(file)));
  return new Map(
    await Promise.all(
      roots.map(async (root) => [root, await nameOf(root, workspaceRoot, isPackage.has(root))] as const),
    ),
  );
}

/** project.json wins, then a package.json beside it; a workspace package without a name is named after its folder. */
async function nameOf(root: string, workspaceRoot: string, isPackage: boolean): Promise<string | undefined> {
  const project = await readJson(join(workspaceRoot, root, 'project.json'));
  const manifest = await readJson(join(workspaceRoot, root, 'package.json'));
  const nx = manifest?.['nx'] as { name?: unknown } | undefined;
  const names = [project?.['name'], nx?.name, manifest?.['name']];
  const given = names.find((name) => typeof name === 'string');
  return given ?? (isPackage ? posix.basename(root).toLowerCase() : undefined);
}
