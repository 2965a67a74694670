import { applyPatch, parsePatch } from 'diff';
import { filesWithFixedPaths, fixedPathPatch } from './fixed-path-patches';

const setup = 'import os\nHOME = "/usr/local/cuda"\nLIBS = [\'/usr/local/cuda-12.4/lib64\']\nprint(1)\n';

describe('fixedPathPatch', () => {
  it('applies, and takes CUDA from the environment', () => {
    const makefile = 'NVCC = /opt/cuda/bin/nvcc\n';
    const patch = fixedPathPatch(
      [
        { name: 'setup.py', text: setup },
        { name: 'lib/Makefile', text: makefile },
        { name: 'other.py', text: 'x = 1\n' },
      ],
      'linux-64',
    );
    const [first, second, third] = parsePatch(patch ?? '');
    expect([first?.newFileName, second?.newFileName, third]).toEqual([
      'b/setup.py',
      'b/lib/Makefile',
      undefined,
    ]);
    expect(applyPatch(setup, first ?? '')).toBe(
      'import os\nHOME = "" + __import__("os").environ["PREFIX"] + "/targets/x86_64-linux"\n' +
        "LIBS = ['' + __import__('os').environ['PREFIX'] + '/targets/x86_64-linux/lib64']\nprint(1)\n",
    );
    expect(applyPatch(makefile, second ?? '')).toBe('NVCC = $(PREFIX)/targets/x86_64-linux/bin/nvcc\n');
  });

  it('is none where nothing is to be changed', () => {
    expect(fixedPathPatch([{ name: 'setup.py', text: 'x = 1\n' }], 'linux-64')).toBeUndefined();
    expect(fixedPathPatch([], 'linux-64')).toBeUndefined();
  });
});

describe('filesWithFixedPaths', () => {
  it('leaves out what is not below the source', () => {
    const places = ['../a', '/etc/b', 'c/../../d', 'setup.py', 'libs/x/setup.py', 'setup.py', 'e\nf'];
    expect(filesWithFixedPaths(places.map((file) => ({ file, line: 1, text: '' })))).toEqual([
      'libs/x/setup.py',
      'setup.py',
    ]);
  });
});
