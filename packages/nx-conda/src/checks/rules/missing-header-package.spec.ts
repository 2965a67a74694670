import { applyEdits } from '../../recipe/edit/edits';
import { findingsOf, fixed, linesOf } from '../subject.fixture';
import { missingHeaderPackage } from './missing-header-package';

const check = (recipe: string, ...headers: string[]) => {
  const source = {
    Makefile: 'a: src/a.cu',
    'src/a.cu': headers.map((header) => `#include <${header}>\n`).join(''),
  };
  return findingsOf(missingHeaderPackage, recipe, { source });
};
const nvcc = "requirements:\n  build:\n    - ${{ compiler('cuda') }}\n";

describe('missing-header-package', () => {
  it('finds the first place that includes a header without a package', () => {
    const findings = check(nvcc, 'stdio.h', 'cusparse.h', 'cusparse_v2.h', 'cuda_runtime.h', 'thrust/sort.h');
    expect(linesOf(findings)).toEqual(['error 2: #include <cusparse.h>']);
    expect(findings[0]?.at.file.path).toBe('recipes/a/source/src/a.cu');
  });

  it('finds a header that a patch adds, at its place in the patch', () => {
    const besides = {
      'p.patch': '--- a/src/a.cu\n+++ b/src/a.cu\n@@ -1 +1,2 @@\n int x;\n+#include <nvrtc.h>\n',
    };
    const recipe = `source:\n  url: a\n  patches: [p.patch]\n${nvcc}`;
    const findings = findingsOf(missingHeaderPackage, recipe, { besides });
    expect(linesOf(findings)).toEqual(['warning 5: #include <nvrtc.h>']);
    expect(findings[0]?.at.file.path).toBe('recipes/a/p.patch');
  });

  it('is a warning within a condition of the preprocessor', () => {
    const source = { 'a.cu': '#ifdef USE_NVTX\n#include <nvToolsExt.h>\n#endif\n' };
    expect(linesOf(findingsOf(missingHeaderPackage, nvcc, { source }))).toEqual([
      'warning 2: #include <nvToolsExt.h>',
    ]);
  });

  it.each([
    ['the package is in host', `${nvcc}  host:\n    - libcusparse-dev\n`, 'cusparse.h'],
    ['it is in build, which another rule is about', `${nvcc}    - libcusparse-dev\n`, 'cusparse.h'],
    ['another package brings the header', `${nvcc}  host: [cudnn]\n`, 'cudnn.h'],
    ['all of CUDA is there', `${nvcc}  host: [cuda-toolkit]\n`, 'cusparse.h'],
    ['nothing is built with CUDA', 'requirements:\n  build: [make]\n', 'cusparse.h'],
    ['no package is known for it', nvcc, 'cutlass/cutlass.h'],
  ])('finds nothing if %s', (_, recipe, header) => {
    expect(check(recipe, header)).toEqual([]);
  });

  it('requires the headers of the runtime for a compiler without them', () => {
    const cxx = 'requirements:\n  host:\n    - libcublas-dev\n';
    expect(linesOf(check(cxx, 'cuda_runtime.h', 'thrust/sort.h'))).toEqual([
      'error 1: #include <cuda_runtime.h>',
      'error 2: #include <thrust/sort.h>',
    ]);
  });

  it('adds the package behind its neighbours, under their condition', () => {
    const recipe = `${nvcc}  host:
    - python
    - if: cuda_compiler_version != "None"
      then:
        - cuda-version ==12.6
        - libcublas-dev
        - numpy
`;
    const findings = check(recipe, 'cusparse.h');
    const after = applyEdits(recipe, findings[0]?.fix?.edits ?? []);
    expect(after).toBe(recipe.replace('libcublas-dev\n', 'libcublas-dev\n        - libcusparse-dev\n'));
    expect(check(after, 'cusparse.h')).toEqual([]);
  });

  it('offers no fix if the recipe is a mapping in braces', () => {
    const recipe = `{requirements: {build: ["\${{ compiler('cuda') }}"]}, package: {name: a}}`;
    expect(check(`${recipe}\n`, 'cusparse.h').map(({ fix }) => fix)).toStrictEqual([undefined]);
  });

  it('is certain only if the file is compiled for a single output', () => {
    const include = '#include <cusparse.h>\n';
    const severities = (recipe: string, source: Record<string, string>) =>
      findingsOf(missingHeaderPackage, recipe, { source }).map(({ severity }) => severity);
    expect(severities(nvcc, { 'src/a.cu': include })).toEqual(['warning']);
    expect(severities(nvcc, { 'src/a.cu': `#ifdef X\n${include}#endif\n`, Makefile: 'a.cu' })).toEqual([
      'warning',
    ]);
    const output = (name: string, host: string) =>
      `  - package:\n      name: ${name}\n    requirements:\n      build: ["\${{ compiler('cuda') }}"]\n      host: [${host}]\n`;
    const several = (host: string) => `outputs:\n${output('a', host)}${output('b', 'python')}`;
    expect(severities(several('python'), { 'a.cu': include, Makefile: 'a.cu' })).toEqual(['warning']);
    expect(severities(several('libcusparse-dev'), { 'a.cu': include, Makefile: 'a.cu' })).toEqual([]);
  });

  describe('for an extension of PyTorch', () => {
    const extension = `${nvcc}  host:\n    - pytorch\n`;
    const some = '    - libcublas-dev\n    - libcusparse-dev\n';

    it('tells of packages whose headers PyTorch may include, and leaves them to the author', () => {
      const findings = findingsOf(missingHeaderPackage, extension);
      expect(linesOf(findings)).toEqual(['info 5: pytorch']);
      expect(findings[0]?.fix).toBeUndefined();
      expect(findings[0]?.help).toEqual([
        'If a source includes a header of ATen/cuda/, add libcublas-dev, libcusolver-dev, libcusparse-dev to requirements.host.',
      ]);
      expect(findings[0]?.why).toBe(
        'Headers of ATen/cuda/, such as CUDAContext.h, include cusparse.h, cublas_v2.h and cusolverDn.h. Sources that include such a header of ATen/cuda/ need libcublas-dev, libcusolver-dev, libcusparse-dev.',
      );
    });

    it('adds them if the source includes such a header', () => {
      const recipe = `source:\n  path: source\n${extension}`;
      const findings = check(recipe, 'ATen/cuda/CUDAContext.h');
      expect(linesOf(findings)).toEqual(['warning 7: pytorch']);
      expect(check(fixed(findings), 'ATen/cuda/CUDAContext.h')).toEqual([]);
      expect(fixed(findings)).toContain('    - libcublas-dev\n');
    });

    it('finds nothing if the whole source is there, and includes no such header', () => {
      const recipe = `source:\n  path: source\n${extension}`;
      expect(check(recipe, 'c10/cuda/CUDAStream.h', 'torch/extension.h', 'ATen/cuda/Atomic.cuh')).toEqual([]);
    });

    it('adds the missing ones beside some of them', () => {
      const findings = findingsOf(missingHeaderPackage, extension + some);
      expect(linesOf(findings)).toEqual(['warning 5: pytorch']);
      expect(fixed(findings)).toBe(`${extension}${some}    - libcusolver-dev\n`);
      expect(findingsOf(missingHeaderPackage, fixed(findings))).toEqual([]);
    });

    it('finds nothing if PyTorch is only needed to run', () => {
      expect(check(`${nvcc}  run:\n    - pytorch\n`)).toEqual([]);
    });
  });
});
