import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, type Environment } from '../machine/cache-folder';
import type { Engine } from './engine';

/** The release of py-rattler-build that this version of nx-conda uses; the engine in it has the same version. */
export const EMBEDDED_VERSION = '0.73.0';

/**
 * The wheels that pip may install: sha256 of each, all for the stable ABI of CPython. Each was downloaded and
 * hashed. No wheel exists for Windows on ARM, nor for processors other than x86-64 and 64-bit ARM.
 */
const WHEELS = {
  'Linux x86-64, glibc 2.17 or newer': '2a0d8b3fa656b334d16132927d37ef6061d706ee6598e5ccac98d8d8fb03a242',
  'Linux ARM64, glibc 2.28 or newer': 'eeb90ef4a0a27986cfdd48f90c965d5186a4ecf5c91acc15826b96d0ce69f3e4',
  'Linux x86-64, musl 1.2': '686bf7a951a5b972a24b4e9e6a5e4a98ff75a40aeb865d1f0b57a46d7842cc2d',
  'Linux ARM64, musl 1.2': '7e76773552cb069f85083bc9147039b58bbd75498126ee0af292535bfdcb3341',
  'macOS 10.12 or newer': '73e24dc34fb30038dbc6f721d4294e1a14f8920e4d0cd5745d20db2b28b01f40',
  'Windows x86-64': 'e9ca398fa9939ae4b551a30900cacf843639f8637f57a5e73bc5bcb7c993f899',
};

/** The machines that the embedded engine supports, in words. */
export const EMBEDDED_MACHINES = Object.keys(WHEELS);

/** A requirements file for pip's `--require-hashes`. */
export function embeddedRequirement(): string {
  const hashes = Object.values(WHEELS).map((hash) => `--hash=sha256:${hash}`);
  return [`py-rattler-build==${EMBEDDED_VERSION}`, ...hashes].join(' \\\n    ') + '\n';
}

/** Absolute path of the private folder of the embedded engine. If it exists, it is complete. */
export function embeddedFolder(env: Environment): string {
  return join(cacheFolder(env), 'embedded', `py-rattler-build-${EMBEDDED_VERSION}`);
}

/** The file in that folder that names the Python to run it. */
export const PYTHON_FILE = 'nx-conda-python.json';

/** The embedded engine, if it is provisioned and its Python still exists. Reads two files and runs nothing. */
export function readEmbedded(env: Environment): Engine | undefined {
  const folder = embeddedFolder(env);
  try {
    const { python } = JSON.parse(readFileSync(join(folder, PYTHON_FILE), 'utf8')) as { python: string };
    return existsSync(python) ? embeddedEngine(python, folder, env) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param python absolute path of the interpreter.
 * @param folder the folder of py-rattler-build.
 */
export function embeddedEngine(python: string, folder: string, env: Environment): Engine {
  const compiled = join(cacheFolder(env), 'embedded', 'pycache');
  // -I and -S: ignore the user's modules and PYTHON* variables, and halve the startup time.
  const isolation = ['-I', '-S', '-X', 'utf8', '-X', `pycache_prefix=${compiled}`];
  return {
    kind: 'embedded',
    command: python,
    args: [...isolation, join(__dirname, 'embedded', 'nx_conda_engine.py'), folder],
    env: {},
    version: EMBEDDED_VERSION,
  };
}
