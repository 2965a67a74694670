import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { tarball } from '../channel/package-file.fixture';
import { withChecksum } from '../record/checksum';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The files of a build of the project `a`, by path, as Nx stores them for the task with this hash. */
export function buildFiles(hash: string): Record<string, string> {
  const report = withChecksum({
    ...{ project: 'a', hash },
    packages: [{ file: 'noarch/a-1-0.conda', sha256: sha256('package') }],
    files: { 'digest.json': sha256('digests') },
  });
  return {
    'dist/conda/a/build.json': JSON.stringify(report),
    'dist/conda/a/digest.json': 'digests',
    'dist/conda/a/noarch/a-1-0.conda': 'package',
    code: '0',
    terminalOutput: 'done',
  };
}

/** A gzipped tar of these files. */
export async function artifactOf(files: Record<string, string | Buffer>): Promise<Buffer> {
  return gzipSync(await tarball(Object.entries(files).map(([path, content]) => ({ path, content }))));
}
