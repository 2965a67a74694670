import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json';
import { readContent, readPackage } from './package-file';

/** rattler-build's place for the tests of a package: tests.yaml, and a folder with the files of each test. */
const TESTS = 'info/tests/';

/**
 * A digest of the tests in a `.conda` file: paths, types, contents, permissions, link targets. They are not part of the
 * content digest; a downstream test of another package runs them.
 * @returns sha256, hexadecimal.
 * @throws ExplainedError if the file is not a `.conda` file or is damaged.
 */
export async function digestTests(file: string): Promise<string> {
  const lines: string[] = [];
  for await (const entry of readPackage(file, ['info'])) {
    const { path, type, mode, linkTarget } = entry;
    if (!path.startsWith(TESTS)) continue;
    const isFile = type === 'file';
    const content = isFile
      ? {
          executable: mode & 0o111,
          sha256: createHash('sha256')
            .update(await readContent(entry))
            .digest('hex'),
        }
      : { linkTarget };
    lines.push(canonicalJson({ path, type, ...content }));
  }
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}
