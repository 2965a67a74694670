import { ExplainedError } from '../../explained-error';
import { type BuildSize, checkDisk } from './disk-needs';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

const first: BuildSize = { isCuda: false };
const again = (lastPackages: number): BuildSize => ({ isCuda: false, lastPackages });

/** @param free bytes of the disk of the build folder, and of the disk of the packages if that is another one */
function check(size: BuildSize, free: number, freeForPackages?: number): string | undefined {
  const work = { path: '/cache/build/1', disk: { device: 1, free } };
  const other = freeForPackages === undefined ? work.disk : { device: 2, free: freeForPackages };
  return checkDisk('a/recipe.yaml', { work, output: { path: '/w/dist/conda/a', disk: other } }, size);
}

function errorOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ExplainedError) return error.format();
  }
  return 'no error';
}

describe('checkDisk', () => {
  it('says what a first build often needs', () => {
    expect(check(first, GIB)).toBeUndefined();
    expect(check(first, 0.5 * GIB)).toBe(
      `The disk may become full while a/recipe.yaml is built: a first build often needs 1.00 GiB, but only 512 MiB are free for /cache/build/1.
  1. Free some space. To list old build folders and caches that can be deleted, run npx nx-conda clean
  2. Or set NX_CONDA_CACHE_DIR to a folder on another disk: nx-conda keeps its caches and build folders there.`,
    );
  });

  it('expects that the first build of a CUDA variant needs more', () => {
    expect(check({ isCuda: true }, 5 * GIB)).toBeUndefined();
    expect(check({ isCuda: true }, 4.9 * GIB)).toContain('a first CUDA build often needs 5.00 GiB');
    expect(check({ isCuda: true, lastPackages: MIB }, GIB)).toBeUndefined();
  });

  it('judges from the size of the last packages, which need their own room beside the build', () => {
    expect(check(again(GIB), 13 * GIB)).toBeUndefined();
    expect(check(again(GIB), 12.5 * GIB)).toContain('judging from the last build, the build needs 13.0 GiB');
    expect(check(again(GIB), 12.5 * GIB, 2 * GIB)).toBeUndefined();
  });

  it('looks at the disk of the packages if that is another one', () => {
    expect(check(again(GIB), 20 * GIB, 0.5 * GIB)).toMatch(
      /the build needs 1\.00 GiB, but only 512 MiB are free for \/w\/dist\/conda\/a\.\n.*\n {2}2\. Or move the workspace/,
    );
  });

  it('fails if there is no room for the environments of a build', () => {
    expect(errorOf(() => check(first, 99 * MIB))).toMatch(
      /^a\/recipe\.yaml was not built, because the disk is almost full: a first build often needs 1\.00 GiB, but only 99\.0 MiB are free for \/cache\/build\/1\.\n {2}1\. Free/,
    );
    expect(errorOf(() => check(again(MIB), 11 * MIB))).toContain('the disk is almost full');
  });

  it('does not fail if the last build was small', () => {
    expect(check(again(2000), MIB)).toBeUndefined();
  });

  it('is silent about disks of unknown size', () => {
    const folder = { path: '/x' };
    expect(checkDisk('a/recipe.yaml', { work: folder, output: folder }, first)).toBeUndefined();
  });
});
