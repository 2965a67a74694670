import { join, posix } from 'node:path';
import { getGlobPatternsFromPackageManagerWorkspaces, globWithWorkspaceContext } from '../nx';
import { readJson } from './project-file';

/**
 * Names by root, as project.json files and the packages of the workspace give them; undefined where they give none.
 * The plugin has to know them before Nx tells: a name that two projects share kills the whole graph.
 */
export async function otherProjects(workspaceRoot: string): Promise<Map<string, string | undefined>> {
  const packages = getGlobPatternsFromPackageManagerWorkspaces(workspaceRoot).filter(
    (glob) => !glob.startsWith('!'),
  );
  const files = await globWithWorkspaceContext(workspaceRoot, [
    'project.json',
    '**/project.json',
    ...packages,
  ]);
  const named = await Promise.all(files.map((file) => projectOf(file, workspaceRoot)));
  const byRoot = new Map<string, string | undefined>();
  // project.json comes last, since it wins in Nx too.
  for (const { file, name } of named.sort((a, b) => rank(a.file) - rank(b.file))) {
    const root = posix.dirname(file);
    byRoot.set(root, name ?? byRoot.get(root));
  }
  return byRoot;
}

async function projectOf(file: string, workspaceRoot: string): Promise<{ file: string; name?: string }> {
  const json = await readJson(join(workspaceRoot, file));
  const nx = json?.['nx'] as { name?: unknown } | undefined;
  const name = nx?.name ?? json?.['name'];
  return { file, name: typeof name === 'string' ? name : undefined };
}

function rank(file: string): number {
  return posix.basename(file) === 'project.json' ? 1 : 0;
}
