import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { coerce, lt } from 'semver';
import { cacheFolder, type Environment } from './cache-folder';
import { EngineError } from './engine-error';
import { run } from './run';

/** The first release that knows `--no-config`. */
const OLDEST_VERSION = '0.69.0';

// Smaller files are wrappers (pixi's trampolines, shims of version managers): what they start changes without them.
const SMALLEST_PROGRAM = 8 * 1024 * 1024;

interface KnownVersion {
  size: number;
  modified: number;
  version: string;
}

/** Not to ask twice while the process lives, whether the cache folder is writable or not. */
const remembered = new Map<string, KnownVersion>();

/**
 * What `<command> --version` says, like `0.74.0`. Asks each program once, and again when the file has changed.
 * @param command absolute path.
 * @throws EngineError where it does not run, is something else, or is too old.
 */
export async function commandVersion(command: string, env: Environment): Promise<string> {
  const { size, mtimeMs: modified } = statSync(command);
  const file = join(cacheFolder(env), 'engine-versions.json');
  const known = remembered.get(command) ?? readKnown(file)[command];
  if (known && known.size === size && known.modified === modified) return known.version;
  const version = await askVersion(command);
  if (size >= SMALLEST_PROGRAM) {
    remembered.set(command, { size, modified, version });
    writeKnown(file, { ...readKnown(file), [command]: { size, modified, version } });
  }
  return version;
}

async function askVersion(command: string): Promise<string> {
  const { stdout, stderr } = await run(command, ['--version'], { cwd: tmpdir(), capture: true });
  const version = /^rattler-build (\d+\.\d+\.\d+\S*)/.exec(stdout)?.[1];
  if (version === undefined) {
    const said = (stderr || stdout).trim().split('\n').slice(-3).join('\n') || 'nothing';
    throw new EngineError(`${command} is no rattler-build that runs on this machine. It said: ${said}`, [
      `Try it: ${command} --version`,
      'Install it again: pixi global install rattler-build',
      'Or take it off PATH, so that nx-conda installs its own.',
    ]);
  }
  if (lt(coerce(version) ?? version, OLDEST_VERSION)) {
    throw new EngineError(
      `${command} is rattler-build ${version}; nx-conda needs ${OLDEST_VERSION} or newer.`,
      [
        'Update it: pixi global update rattler-build',
        'Or take it off PATH, so that nx-conda installs its own.',
      ],
    );
  }
  return version;
}

function readKnown(file: string): Record<string, KnownVersion | undefined> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, KnownVersion>;
  } catch {
    return {};
  }
}

/** Replaces the file in one step; where that is not possible, the next process asks again. */
function writeKnown(file: string, known: Record<string, KnownVersion | undefined>): void {
  try {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(known));
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // A cache folder that cannot be written is no reason to fail.
  }
}
