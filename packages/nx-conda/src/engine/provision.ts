import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '../machine/cache-folder';
import {
  EMBEDDED_MACHINES,
  EMBEDDED_VERSION,
  embeddedEngine,
  embeddedFolder,
  embeddedRequirement,
  PYTHON_FILE,
  readEmbedded,
} from './embedded';
import type { Engine } from './engine';
import { withLock } from '../machine/lock';
import { findPython, type Python } from '../machine/python';
import { run } from '../machine/run';
import { ExplainedError } from '../explained-error';

export interface ProvisionOptions {
  env: Environment;
  /** Receives one line before a download, and one if another process downloads. */
  log: (line: string) => void;
}

const INSTALL_YOURSELF =
  'Or install rattler-build yourself: with pixi global install rattler-build, as the package rattler-build of conda-forge, or as a release from its GitHub page.';

/**
 * Installs the embedded engine into the user's cache folder, once: later calls find it there, and concurrent calls wait
 * for the first.
 * @throws ExplainedError if that is forbidden or not possible.
 */
export async function provisionEmbedded({ env, log }: ProvisionOptions): Promise<Engine> {
  const present = readEmbedded(env);
  if (present) return present;
  const folder = embeddedFolder(env);
  const onWait = (pid: number) => log(`Waiting for process ${pid}, which is installing rattler-build.`);
  return withLock(`${folder}.lock`, async () => readEmbedded(env) ?? install(folder, { env, log }), {
    onWait,
  });
}

async function install(folder: string, { env, log }: ProvisionOptions): Promise<Engine> {
  // The engine is complete, but the Python that installed it is gone.
  if (existsSync(folder)) return useOtherPython(folder, env);
  if (env['NX_CONDA_NO_DOWNLOAD'] === '1') throw refused();
  const python = await findPython(env);
  log(`Installing rattler-build ${EMBEDDED_VERSION} (py-rattler-build, about 30 MB) into ${folder}`);
  const incomplete = `${folder}.incomplete`;
  // Left behind by a killed install.
  await rm(incomplete, { recursive: true, force: true });
  await mkdir(incomplete, { recursive: true });
  try {
    await pipInstall(python, incomplete);
    await writePython(python, incomplete);
    await checkRuns(embeddedEngine(python.executable, incomplete, env), incomplete, whereItExists());
    await rename(incomplete, folder);
  } finally {
    await rm(incomplete, { recursive: true, force: true });
  }
  return embeddedEngine(python.executable, folder, env);
}

async function useOtherPython(folder: string, env: Environment): Promise<Engine> {
  const python = await findPython(env);
  await writePython(python, folder);
  const engine = embeddedEngine(python.executable, folder, env);
  await checkRuns(
    engine,
    folder,
    `Delete ${folder} and run the task again: nx-conda then reinstalls rattler-build.`,
  );
  return engine;
}

async function writePython({ executable }: Python, folder: string): Promise<void> {
  const file = join(folder, PYTHON_FILE);
  await writeFile(`${file}.new`, JSON.stringify({ python: executable }));
  await rename(`${file}.new`, file);
}

async function pipInstall({ executable }: Python, target: string): Promise<void> {
  const requirement = join(target, 'requirement.txt');
  await writeFile(requirement, embeddedRequirement());
  const quiet = ['--disable-pip-version-check', '--no-input', '--quiet'];
  const exactly = ['--no-deps', '--require-hashes', '--only-binary', ':all:', '--no-compile'];
  const result = await run(
    executable,
    ['-m', 'pip', 'install', ...quiet, ...exactly, '--target', target, '--requirement', requirement],
    // User settings that conflict with --target; the index and proxy settings remain.
    { cwd: target, capture: true, env: { PIP_USER: '0', PIP_REQUIRE_VIRTUALENV: '0' } },
  );
  if (result.exitCode !== 0) throw pipFailed(executable, result.stdout + result.stderr);
}

async function checkRuns(engine: Engine, cwd: string, advice: string): Promise<void> {
  const result = await run(engine.command, [...engine.args, '--version'], { cwd, capture: true });
  if (result.exitCode === 0) return;
  throw new ExplainedError(
    `py-rattler-build ${EMBEDDED_VERSION} does not run with the Python interpreter ${engine.command}:${lastLines(result.stderr)}`,
    [advice, INSTALL_YOURSELF],
  );
}

function refused(): ExplainedError {
  return new ExplainedError(
    'rattler-build was not found on this machine, and NX_CONDA_NO_DOWNLOAD=1 forbids the download.',
    [
      'Install rattler-build, for example with pixi global install rattler-build',
      'Or set the path of rattler-build in the option "rattlerBuild" of nx-conda in nx.json, or in NX_CONDA_RATTLER_BUILD.',
      'Or unset NX_CONDA_NO_DOWNLOAD.',
    ],
  );
}

function pipFailed(python: string, output: string): ExplainedError {
  return new ExplainedError(
    `pip could not install py-rattler-build ${EMBEDDED_VERSION}:${lastLines(output)}`,
    [
      `pip may need a proxy, a mirror or a certificate. To check that pip reaches its package index, run ${python} -m pip download --no-deps py-rattler-build==${EMBEDDED_VERSION}`,
      whereItExists(),
      INSTALL_YOURSELF,
    ],
  );
}

function whereItExists(): string {
  return `Check that py-rattler-build supports this machine. It supports ${EMBEDDED_MACHINES.join('; ')}.`;
}

function lastLines(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim());
  return lines.length > 0
    ? `\n${lines
        .slice(-12)
        .map((line) => `    ${line}`)
        .join('\n')}`
    : ' it printed nothing.';
}
