import { applyPatch, parsePatch } from 'diff';
import { buildFilesIn, fixedPathPatch, placesToLookAt } from './fixed-path-patches';

const setup = 'import os\nHOME = "/usr/local/cuda"\nLIBS = [\'/usr/local/cuda-12.4/lib64\']\nprint(1)\n';

describe('fixedPathPatch', () => {
  it('applies, and takes CUDA from the environment', () => {
    const makefile = 'NVCC = /opt/cuda/bin/nvcc\n';
    const patch = fixedPathPatch(
      [
        { name: 'setup.py', text: setup, lines: [2, 3] },
        { name: 'lib/Makefile', text: makefile, lines: [1] },
        { name: 'other/setup.py', text: '# /usr/local/cuda\n', lines: [] },
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

  it('is undefined if nothing changes', () => {
    expect(fixedPathPatch([{ name: 'setup.py', text: 'x = 1\n', lines: [1] }], 'linux-64')).toBeUndefined();
    expect(fixedPathPatch([], 'linux-64')).toBeUndefined();
  });
});

describe('places', () => {
  const places = [
    '../a',
    '/etc/setup.py',
    'c/../../setup.py',
    'setup.py',
    'libs/x/setup.py',
    'setup.py',
    'e\nf',
    'a/b.py',
  ].map((file, index) => ({ file, line: index + 1, text: '' }));

  it('are fixed only in build files of the source', () => {
    expect(buildFilesIn(places)).toEqual([
      { name: 'libs/x/setup.py', lines: [5] },
      { name: 'setup.py', lines: [4, 6] },
    ]);
  });

  it('are reported in other files', () => {
    expect(placesToLookAt(places)).toEqual(['../a:1', '/etc/setup.py:2', 'c/../../setup.py:3', 'and others']);
    expect(placesToLookAt(places.slice(6))).toEqual(['e f:7', 'a/b.py:8']);
    expect(placesToLookAt([{ file: '.github/env.sh', line: 1, text: '' }])).toEqual([]);
  });
});
