import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { findPython } from '../../nx-conda/src/machine/python';

/**
 * The folder of Python programs, installed once for a machine.
 * @param name of a list of requirements beside this file, without `-requirements.txt`
 * @throws if pip cannot install them.
 */
export async function installPrograms(name: string): Promise<string> {
  const requirements = join(__dirname, `${name}-requirements.txt`);
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const folder = join(tmpdir(), `nx-conda-e2e-${name}-${hash}`);
  const programs = join(folder, 'bin');
  if (existsSync(join(folder, 'complete'))) return programs;
  rmSync(folder, { recursive: true, force: true });
  const { executable } = await findPython(process.env);
  await execa(executable, ['-m', 'venv', folder]);
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-input'];
  await execa(join(programs, 'python'), ['-m', 'pip', 'install', ...quiet, '--requirement', requirements]);
  writeFileSync(join(folder, 'complete.new'), '');
  renameSync(join(folder, 'complete.new'), join(folder, 'complete'));
  return programs;
}
