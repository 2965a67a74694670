import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { embeddedFolder, PYTHON_FILE } from './embedded';
import { EMBEDDED_VERSION } from './embedded';
import { findEngine } from './find';
import { ExplainedError } from '../explained-error';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'find-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program that prints a version. */
function program(path: string, says = 'rattler-build 0.74.0'): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho '${says}'\nexit 0\n`);
  chmodSync(file, 0o755);
  return file;
}

function provisioned(): void {
  const target = embeddedFolder(environment());
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, PYTHON_FILE), JSON.stringify({ python: program('python3') }));
}

function environment(more: Record<string, string> = {}) {
  return { PATH: join(folder, 'path'), HOME: folder, NX_CONDA_CACHE_DIR: join(folder, 'cache'), ...more };
}

const find = (configured?: string, more: Record<string, string> = {}) =>
  findEngine({ configured, workspaceRoot: folder, env: environment(more) });

async function failure(finding: Promise<unknown>): Promise<string> {
  const error = await finding.catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ExplainedError);
  return (error as ExplainedError).format().replaceAll(folder, '<folder>');
}

describe('findEngine', () => {
  it('finds the embedded one if it is provisioned', async () => {
    provisioned();
    expect((await find())?.version).toBe(EMBEDDED_VERSION);
  });

  it('prefers the configured one, then the variable, then PATH, then pixi, then the embedded one', async () => {
    provisioned();
    const variable = { NX_CONDA_RATTLER_BUILD: program('variable') };
    const pixi = program('.pixi/bin/rattler-build');
    const onPath = program('path/rattler-build');
    program('configured');
    expect((await find('configured', variable))?.command).toBe(join(folder, 'configured'));
    expect((await find(undefined, variable))?.command).toBe(variable.NX_CONDA_RATTLER_BUILD);
    expect((await find())?.command).toBe(onPath);
    rmSync(onPath);
    expect((await find())?.command).toBe(pixi);
    rmSync(pixi);
    expect(await find()).toMatchObject({ kind: 'embedded', command: join(folder, 'python3') });
  });

  it('finds nothing if nothing is installed', async () => {
    await expect(find()).resolves.toBeUndefined();
    provisioned();
    rmSync(join(folder, 'python3'));
    await expect(find()).resolves.toBeUndefined();
  });

  it('describes the command', async () => {
    const command = program('path/rattler-build', 'rattler-build 0.75.1');
    await expect(find()).resolves.toEqual({ kind: 'command', command, args: [], env: {}, version: '0.75.1' });
  });

  it('ignores relative entries of PATH', async () => {
    program('path/rattler-build');
    await expect(find(undefined, { PATH: 'path:.:' })).resolves.toBeUndefined();
  });

  it('asks every time: the program behind a shim may change', async () => {
    program('path/rattler-build');
    await find();
    program('path/rattler-build', 'rattler-build 0.80.0');
    await expect(find()).resolves.toMatchObject({ version: '0.80.0' });
  });

  it('reports a missing configured one', async () => {
    expect(await failure(find('tools/rb'))).toMatchInlineSnapshot(`
      "Cannot run rattler-build at <folder>/tools/rb: the file does not exist. The path comes from the option "rattlerBuild".
        1. Correct the option "rattlerBuild". Relative paths start at the workspace root.
        2. Or remove the option "rattlerBuild": nx-conda then uses rattler-build from PATH, or installs rattler-build itself."
    `);
    writeFileSync(join(folder, 'text'), '');
    expect(await failure(find(undefined, { NX_CONDA_RATTLER_BUILD: 'text' }))).toMatchInlineSnapshot(`
      "Cannot run rattler-build at <folder>/text: the file is not executable (chmod +x makes it executable). The path comes from the environment variable NX_CONDA_RATTLER_BUILD.
        1. Correct the environment variable NX_CONDA_RATTLER_BUILD. Relative paths start at the workspace root.
        2. Or remove the environment variable NX_CONDA_RATTLER_BUILD: nx-conda then uses rattler-build from PATH, or installs rattler-build itself."
    `);
  });

  it('reports a configured folder', async () => {
    mkdirSync(join(folder, 'tools'));
    expect(await failure(find('tools'))).toMatch(
      /^Cannot run rattler-build at <folder>\/tools: the path is a folder, not a program\./,
    );
  });

  it('reports one that does not run or is too old', async () => {
    program('path/rattler-build', 'error while loading shared libraries: libssl.so.1.1');
    expect(await failure(find())).toMatchInlineSnapshot(`
      "<folder>/path/rattler-build is not a working rattler-build on this machine. It printed: error while loading shared libraries: libssl.so.1.1
        1. To see the problem, run <folder>/path/rattler-build --version
        2. Reinstall this rattler-build. If pixi installed it, run pixi global install --force-reinstall rattler-build
        3. Or uninstall this rattler-build. If the option "rattlerBuild" or the variable NX_CONDA_RATTLER_BUILD is set to its path, remove that setting. nx-conda then uses another rattler-build of this machine. If there is none, the target conda-build installs rattler-build with pip."
    `);
    program('path/rattler-build', 'rattler-build 0.50.0');
    expect(await failure(find())).toMatchInlineSnapshot(`
      "<folder>/path/rattler-build is rattler-build 0.50.0; nx-conda needs 0.69.0 or newer.
        1. Update this rattler-build. If pixi installed it, run pixi global update rattler-build
        2. Or uninstall this rattler-build. If the option "rattlerBuild" or the variable NX_CONDA_RATTLER_BUILD is set to its path, remove that setting. nx-conda then uses another rattler-build of this machine. If there is none, the target conda-build installs rattler-build with pip."
    `);
  });
});
