import { findingsOf, fixed, linesOf } from '../subject.fixture';
import { cudaRuntimeInHost } from './cuda-runtime-in-host';

const check = (recipe: string) => findingsOf(cudaRuntimeInHost, recipe);
const compiler = "requirements:\n  build:\n    - ${{ compiler('cuda') }}\n";

describe('cuda-runtime-in-host', () => {
  it('finds a library without its -dev package, and replaces it', () => {
    const findings = check(`${compiler}  host:\n    - libcublas >=12,<13 # math\n    - "cuda-cudart"\n`);
    expect(linesOf(findings)).toEqual(['warning 5: libcublas >=12,<13', 'warning 6: "cuda-cudart"']);
    expect(fixed(findings)).toBe(
      `${compiler}  host:\n    - libcublas-dev >=12,<13 # math\n    - "cuda-cudart-dev"\n`,
    );
    expect(check(fixed(findings))).toEqual([]);
  });

  it.each([
    ['its -dev package is there too', `${compiler}  host:\n    - libcublas\n    - libcublas-dev\n`],
    ['it is in run, where it belongs', `${compiler}  run:\n    - libcublas\n`],
    ['it is one package for both', `${compiler}  host:\n    - nccl\n`],
    ['nothing is built with CUDA', 'requirements:\n  host:\n    - libcublas\n'],
    ['a name only begins like it', `${compiler}  host:\n    - libcublasmp\n    - libcublas-static\n`],
  ])('finds nothing if %s', (_, recipe) => {
    expect(check(recipe)).toEqual([]);
  });

  it('offers no fix for a name that a template makes', () => {
    const findings = check(`context:\n  lib: libcublas\n${compiler}  host:\n    - \${{ lib }}\n`);
    expect(linesOf(findings)).toEqual(['warning 7: ${{ lib }}']);
    expect(findings[0]?.fix).toBeUndefined();
  });

  describe('for a library that programs load during a build', () => {
    const recipe = `${compiler}  host:\n    - cuda-cudart-dev\n    - cuda-nvrtc\n`;

    it('says what the package lacks, and replaces nothing', () => {
      const findings = check(recipe);
      expect(linesOf(findings)).toEqual(['info 6: cuda-nvrtc']);
      expect(findings[0]?.fix).toBeUndefined();
    });

    it.each([
      ['a header', { 'a.cu': '#include <nvrtc.h>\n' }],
      ['a target of CMake', { 'CMakeLists.txt': 'target_link_libraries(a CUDA::nvrtc)\n' }],
      ['an extension', { 'setup.py': 'Extension("a", ["a.c"], libraries=["nvrtc"])\n' }],
    ])('replaces it if the source names %s', (_, source) => {
      const findings = findingsOf(cudaRuntimeInHost, recipe, { source });
      expect(linesOf(findings)).toEqual(['warning 6: cuda-nvrtc']);
      expect(fixed(findings)).toContain('- cuda-nvrtc-dev\n');
    });

    it('replaces it if a script links it', () => {
      const findings = check(`build:\n  script: $CXX a.cc -lnvrtc\n${recipe}`);
      expect(linesOf(findings)).toEqual(['warning 8: cuda-nvrtc']);
    });
  });
});
