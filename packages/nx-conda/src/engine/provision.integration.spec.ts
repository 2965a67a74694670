import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embeddedFolder } from './embedded';
import { provisionEmbedded } from './provision';
import { ExplainedError } from '../explained-error';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'provision-'));
  mkdirSync(join(folder, 'path'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface FakePython {
  version?: string;
  pip?: boolean;
  /** The action of `pip install`; `$target` is the folder. */
  install?: string;
  /** The action of the engine's `--version`. */
  engine?: string;
}

/** A fake interpreter that answers the plugin's questions and counts its installs. */
function python(
  name: string,
  { version = '3, 11', pip = true, install = ':', engine = ':' }: FakePython = {},
): string {
  const file = join(folder, 'path', name);
  const answer = JSON.stringify({ executable: file, version: version.split(', ').map(Number), pip });
  writeFileSync(
    file,
    `#!/bin/sh
    case "$*" in
      "-c "*) echo '${answer}';;
      "-m pip install"*)
        echo "$*" >> '${join(folder, 'installs')}'
        while [ "$1" != --target ]; do shift; done
        target="$2"; mkdir -p "$target/rattler_build"; sleep 0.1
        ${install};;
      *) ${engine};;
    esac`,
  );
  chmodSync(file, 0o755);
  return file;
}

const environment = (more: Record<string, string> = {}) => ({
  PATH: join(folder, 'path'),
  NX_CONDA_CACHE_DIR: join(folder, 'cache'),
  ...more,
});

async function provision(more: Record<string, string> = {}) {
  const lines: string[] = [];
  const engine = await provisionEmbedded({ env: environment(more), log: (line) => lines.push(line) });
  return { engine, lines: lines.map((line) => line.replaceAll(folder, '<folder>')) };
}

async function failure(provisioning: Promise<unknown>): Promise<string> {
  const error = await provisioning.catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ExplainedError);
  return (error as ExplainedError).format().replaceAll(folder, '<folder>');
}

const installs = () => readFileSync(join(folder, 'installs'), 'utf8').trim().split('\n');

describe('provisionEmbedded', () => {
  it('installs the pinned release once, with its hashes, and reports it in one line', async () => {
    const command = python('python3', { install: 'cp "$target/requirement.txt" "$target/../copy"' });
    const first = await provision();
    const second = await provision();
    expect(first.engine).toMatchObject({ kind: 'embedded', command });
    expect(second).toEqual({ engine: first.engine, lines: [] });
    expect(first.lines).toMatchInlineSnapshot(`
      [
        "Installing rattler-build 0.73.0 (py-rattler-build, about 30 MB) into <folder>/cache/embedded/py-rattler-build-0.73.0",
      ]
    `);
    expect(installs()).toHaveLength(1);
    expect(installs()[0]).toContain('--no-deps --require-hashes --only-binary :all:');
    const requirement = readFileSync(join(folder, 'cache/embedded/copy'), 'utf8');
    expect(requirement).toMatch(/^py-rattler-build==[\d.]+( \\\n {4}--hash=sha256:[0-9a-f]{64}){6}\n$/);
  });

  it('installs once for several at the same time', async () => {
    python('python3');
    const all = await Promise.all([provision(), provision(), provision()]);
    expect(installs()).toHaveLength(1);
    const lines = all.flatMap((one) => one.lines.map((line) => line.split(' ')[0]));
    expect(lines.sort()).toEqual(['Installing', 'Waiting', 'Waiting']);
  });

  it('leaves nothing that looks complete if pip fails, and shows the end of its output', async () => {
    python('python3', { install: 'seq 20; echo "ERROR: no network" >&2; exit 1' });
    expect(await failure(provision())).toMatchInlineSnapshot(`
      "pip could not install py-rattler-build 0.73.0:
          10
          11
          12
          13
          14
          15
          16
          17
          18
          19
          20
          ERROR: no network
        1. pip may need a proxy, a mirror or a certificate. To check that pip reaches its package index, run <folder>/path/python3 -m pip download --no-deps py-rattler-build==0.73.0
        2. Check that py-rattler-build supports this machine. It supports Linux x86-64, glibc 2.17 or newer; Linux ARM64, glibc 2.28 or newer; Linux x86-64, musl 1.2; Linux ARM64, musl 1.2; macOS 10.12 or newer; Windows x86-64.
        3. Or install rattler-build yourself: with pixi global install rattler-build, as the package rattler-build of conda-forge, or as a release from its GitHub page."
    `);
    expect(readdirSync(join(folder, 'cache/embedded'))).toEqual([]);
  });

  it('leaves nothing if the installed engine does not run', async () => {
    python('python3', { engine: 'echo "GLIBC_2.28 not found" >&2; exit 1' });
    expect(await failure(provision())).toMatchInlineSnapshot(`
      "py-rattler-build 0.73.0 does not run with the Python interpreter <folder>/path/python3:
          GLIBC_2.28 not found
        1. Check that py-rattler-build supports this machine. It supports Linux x86-64, glibc 2.17 or newer; Linux ARM64, glibc 2.28 or newer; Linux x86-64, musl 1.2; Linux ARM64, musl 1.2; macOS 10.12 or newer; Windows x86-64.
        2. Or install rattler-build yourself: with pixi global install rattler-build, as the package rattler-build of conda-forge, or as a release from its GitHub page."
    `);
    expect(readdirSync(join(folder, 'cache/embedded'))).toEqual([]);
  });

  it('starts again after an interrupted install', async () => {
    python('python3');
    const incomplete = `${embeddedFolder(environment())}.incomplete`;
    mkdirSync(incomplete, { recursive: true });
    writeFileSync(join(incomplete, 'half'), '');
    await provision();
    expect(existsSync(incomplete)).toBe(false);
    expect(existsSync(join(embeddedFolder(environment()), 'half'))).toBe(false);
  });

  it('uses another Python if the first one is gone, without a download', async () => {
    const first = python('python3');
    await provision();
    rmSync(first);
    const other = python('python3.12', { version: '3, 12' });
    const { engine } = await provision({ NX_CONDA_NO_DOWNLOAD: '1' });
    expect(engine.command).toBe(other);
    expect(installs()).toHaveLength(1);
  });

  it('uses the Python that NX_CONDA_PYTHON names', async () => {
    python('python3');
    const chosen = python('mine');
    expect((await provision({ NX_CONDA_PYTHON: chosen })).engine.command).toBe(chosen);
  });

  it('reports a missing NX_CONDA_PYTHON', async () => {
    expect(await failure(provision({ NX_CONDA_PYTHON: '/nowhere/python' }))).toMatchInlineSnapshot(`
      "nx-conda found no rattler-build on this machine, and no Python 3.10 or newer to install rattler-build with. NX_CONDA_PYTHON is /nowhere/python.
        1. Install rattler-build, for example with pixi global install rattler-build
        2. Or unset NX_CONDA_PYTHON: nx-conda then searches PATH for a Python.
        3. Or set the environment variable NX_CONDA_PYTHON to the path of a Python 3.10 or newer that has pip."
    `);
  });

  it('skips a Python that is too old or has no pip', async () => {
    python('python3', { version: '3, 9' });
    python('python', { pip: false });
    const good = python('python3.10', { version: '3, 10' });
    expect((await provision()).engine.command).toBe(good);
  });

  it('does not download if that is forbidden', async () => {
    python('python3');
    expect(await failure(provision({ NX_CONDA_NO_DOWNLOAD: '1' }))).toMatchInlineSnapshot(`
      "rattler-build was not found on this machine, and NX_CONDA_NO_DOWNLOAD=1 forbids the download.
        1. Install rattler-build, for example with pixi global install rattler-build
        2. Or set the path of rattler-build in the option "rattlerBuild" of nx-conda in nx.json, or in NX_CONDA_RATTLER_BUILD.
        3. Or unset NX_CONDA_NO_DOWNLOAD."
    `);
  });

  it('names the missing Python', async () => {
    expect(await failure(provision())).toMatchInlineSnapshot(`
      "nx-conda found no rattler-build on this machine, and no Python 3.10 or newer to install rattler-build with.
        1. Install rattler-build, for example with pixi global install rattler-build
        2. Or install pip and Python 3.10 or newer (Debian 12, Ubuntu 22.04 or newer: apt install python3 python3-pip; Fedora: dnf install python3-pip).
        3. Or set the environment variable NX_CONDA_PYTHON to the path of a Python 3.10 or newer that has pip."
    `);
    python('python3', { version: '3, 8' });
    expect(await failure(provision())).toMatchInlineSnapshot(`
      "nx-conda found no rattler-build on this machine, and no Python 3.10 or newer to install rattler-build with. Only found: <folder>/path/python3 (3.8).
        1. Install rattler-build, for example with pixi global install rattler-build
        2. Or install pip and Python 3.10 or newer (Debian 12, Ubuntu 22.04 or newer: apt install python3 python3-pip; Fedora: dnf install python3-pip).
        3. Or set the environment variable NX_CONDA_PYTHON to the path of a Python 3.10 or newer that has pip."
    `);
  });

  it('says that pip is missing', async () => {
    python('python3', { pip: false });
    expect(await failure(provision())).toMatchInlineSnapshot(`
      "nx-conda found no rattler-build on this machine, and <folder>/path/python3 has no pip to install rattler-build with.
        1. Install pip for this Python (for the system's own Python on Debian or Ubuntu: apt install python3-pip; on Fedora: dnf install python3-pip).
        2. Or install rattler-build, for example with pixi global install rattler-build
        3. Or set the environment variable NX_CONDA_PYTHON to the path of a Python 3.10 or newer that has pip."
    `);
  });
});
