import { tmpdir } from 'node:os';
import { coerce, lt } from 'semver';
import { ExplainedError } from '../explained-error';
import { ask } from '../machine/ask';

/** The first release that supports `--no-config`. */
const OLDEST_VERSION = '0.69.0';
const PATIENCE_MS = 30_000;
const USE_ANOTHER =
  'Or uninstall this rattler-build. If the option "rattlerBuild" or the variable NX_CONDA_RATTLER_BUILD is set to its path, remove that setting. nx-conda then uses another rattler-build of this machine. If there is none, the target conda-build installs rattler-build with pip.';

/**
 * The version printed by `<command> --version`, like `0.74.0`. Not cached, since it takes 10 ms: a shim or a link does
 * not change when its program does.
 * @param command absolute path.
 * @throws ExplainedError if it does not run, is another program, or is too old.
 */
export async function commandVersion(command: string): Promise<string> {
  const version = await askVersion(command);
  if (!lt(coerce(version) ?? version, OLDEST_VERSION)) return version;
  throw new ExplainedError(
    `${command} is rattler-build ${version}; nx-conda needs ${OLDEST_VERSION} or newer.`,
    ['Update this rattler-build. If pixi installed it, run pixi global update rattler-build', USE_ANOTHER],
  );
}

async function askVersion(command: string): Promise<string> {
  const { stdout, stderr } = await output(command, ['--version']);
  const version = /^rattler-build (\d+\.\d+\.\d+\S*)/.exec(stdout)?.[1];
  if (version === undefined) {
    const said = (stderr || stdout).trim().split('\n').slice(-3).join('\n') || 'nothing';
    throw new ExplainedError(
      `${command} is not a working rattler-build on this machine. It printed: ${said}`,
      [
        `To see the problem, run ${command} --version`,
        'Reinstall this rattler-build. If pixi installed it, run pixi global install --force-reinstall rattler-build',
        USE_ANOTHER,
      ],
    );
  }
  return version;
}

async function output(command: string, args: string[]): Promise<{ stdout: string; stderr: string }> {
  const options = { cwd: tmpdir(), timeout: PATIENCE_MS, windowsHide: true };
  try {
    return await ask(command, args, options);
  } catch (error) {
    const {
      stdout = '',
      stderr,
      message = '',
    } = error as Partial<Record<'stdout' | 'stderr' | 'message', string>>;
    return { stdout, stderr: stderr || message };
  }
}
