import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Third-party recipes and rattler-build 0.74's results for them; beside this repository, not part of it. */
export const corpus = join(__dirname, '../../../../shared/corpus');
const isThere = existsSync(corpus);

/** `describe` if the recipes exist; otherwise skips the tests with a message. */
export function describeCorpus(about: string): jest.Describe {
  if (isThere) return describe;
  console.warn(`SKIPPED: ${about}, the recipes are not beside the repository.`);
  return describe.skip;
}

/** @param archive in the corpus. @param member of the archive, or all. @param strip leading folders to drop. */
export function unpackCorpus(archive: string, folder: string, member?: string, strip = 0): void {
  const args = ['-xJf', join(corpus, archive), '-C', folder, `--strip-components=${strip}`];
  execFileSync('tar', [...args, ...(member ? [member] : [])]);
}
