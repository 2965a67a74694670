import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { Tree } from '@nx/devkit';

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'nx-conda-workspace-')));
/** A workspace on disk, whose project graph Nx computes in this process, with the plugin from the sources. */
export const root = join(scratch, 'workspace');
const plugin = join(__dirname, '../index.ts');

const programs = (process.env['PATH'] ?? '').split(delimiter);

// Nx reads these as it loads, so this file loads it and the generators late. Without rattler-build, recipes are
// approximated: the same on every machine.
Object.assign(process.env, {
  NX_WORKSPACE_ROOT_PATH: root,
  ...{ NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false', NX_CACHE_PROJECT_GRAPH: 'false' },
  ...{ NX_CONDA_CACHE_DIR: join(scratch, 'cache'), NX_CONDA_RATTLER_BUILD: '', PIXI_HOME: scratch },
  PATH: [join(scratch, 'bin'), ...programs.filter((folder) => !has(folder, 'rattler-build'))].join(delimiter),
});

// git may be beside rattler-build.
const git = programs.find((folder) => has(folder, 'git'));
mkdirSync(join(scratch, 'bin'));
if (git !== undefined) symlinkSync(join(git, 'git'), join(scratch, 'bin/git'));

// On a busy machine, Nx takes seconds to load.
jest.setTimeout(60_000);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** What a generator did: its lines, the texts of the files that it would write, and why it failed. */
export interface Generated {
  tree: Tree;
  lines: string[];
  changes: Record<string, string>;
  refusal: string | undefined;
}

/** Makes the workspace consist of these files. @param options of the plugin */
export function writeWorkspace(files: Record<string, string | Buffer>, options: object = {}): void {
  rmSync(root, { recursive: true, force: true });
  const nxJson = { plugins: [{ plugin: 'nx-conda', options }] };
  const all = {
    'nx.json': JSON.stringify(nxJson),
    'package.json': '{}',
    '.gitignore': 'node_modules\n.nx\n',
    'node_modules/nx-conda/package.json': '{ "name": "nx-conda", "main": "index.js" }',
    'node_modules/nx-conda/index.js': `module.exports = require(${JSON.stringify(plugin)});`,
    ...files,
  };
  for (const [path, content] of Object.entries(all)) writeBelow(root, path, content);
}

export function writeBelow(folder: string, path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

/** Runs a generator on the workspace, whose files stay as they are. */
export async function generate<Options>(generator: string, options: Options): Promise<Generated> {
  const { default: run } = (await import(`./${generator}/generator`)) as {
    default: (tree: Tree, options: Options) => Promise<void>;
  };
  const { FsTree } = await import('nx/src/generators/tree');
  const tree = new FsTree(root, false);
  const lines: string[] = [];
  const info = jest.spyOn(console, 'info').mockImplementation((line: string) => void lines.push(line));
  const refusal = await run(tree, options).then(
    () => undefined,
    (error: unknown) => (error as Error).message,
  );
  info.mockRestore();
  const changes = tree.listChanges().map(({ path, content }) => [path, content?.toString('utf8') ?? '']);
  return { tree, lines, changes: Object.fromEntries(changes), refusal };
}

function has(folder: string, program: string): boolean {
  return existsSync(join(folder, program));
}
