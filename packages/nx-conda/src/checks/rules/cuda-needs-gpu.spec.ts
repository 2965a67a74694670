import { cudaNeedsGpu } from './cuda-needs-gpu';
import { findingsOf, fixed, linesOf } from '../subject.fixture';

const SETUP = `import os, torch
from setuptools import setup
from torch.utils.cpp_extension import CppExtension, CUDAExtension
if torch.cuda.is_available() or os.getenv("FORCE_CUDA", "0") == "1":
    ext = CUDAExtension("knn._C", ["knn.cpp", "knn.cu"])
else:
    ext = CppExtension("knn._C", ["knn.cpp"])
setup(name="knn", ext_modules=[ext])
`;
const NO_VARIABLE = SETUP.replace(' or os.getenv("FORCE_CUDA", "0") == "1"', '');

interface Written {
  script?: string;
  env?: string;
  compiler?: string;
}

function recipe({ script = '$PYTHON -m pip install .', env = '', compiler }: Written = {}): string {
  return `source:
  path: source
build:
  script:
    env:
      A: b
${env}    content: |
      ${script}
requirements:
  build:
    - ${compiler ?? "${{ compiler('cuda') }}"}
  host:
    - python
`;
}

const found = (written: Written, setup = SETUP, besides: Record<string, string> = {}) =>
  findingsOf(cudaNeedsGpu, recipe(written), { source: { 'setup.py': setup }, besides });

describe('cuda-needs-gpu', () => {
  it('finds a build for the CPU on machines without a GPU, and sets the variable that changes this', () => {
    const findings = found({});
    expect(linesOf(findings)).toEqual([expect.stringContaining("compiler('cuda')")]);
    expect(findings[0]).toMatchObject({
      severity: 'warning',
      message: 'Without FORCE_CUDA=1, a machine without a GPU compiles the source for the CPU only.',
    });
    expect(fixed(findings)).toBe(recipe({}).replace('      A: b', '      FORCE_CUDA: "1"\n      A: b'));
  });

  it.each<[string, Written, Record<string, string>]>([
    ['in script.env', { env: '      FORCE_CUDA: "1"\n' }, {}],
    ['in the script', { script: 'FORCE_CUDA=1 $PYTHON -m pip install .' }, {}],
    [
      'in a file beside the recipe',
      { script: 'source ./set.sh; $PYTHON -m pip install .' },
      { 'set.sh': 'export FORCE_CUDA=1' },
    ],
    ['under another name', { script: 'export KNN_WITH_CUDA=ON; $PYTHON -m pip install .' }, {}],
  ])('accepts a variable %s', (_, written, besides) => {
    expect(found(written, SETUP, besides)).toEqual([]);
  });

  it.each([
    [
      'reads a name',
      'FORCE = os.environ.get("KNN_FORCE_CUDA") == "1"\nif FORCE or torch.cuda.is_available():\n  CUDAExtension',
    ],
    [
      'spans lines',
      'if (\n    torch.cuda.is_available()\n    or "KNN_FORCE_CUDA" == os.environ["KNN_FORCE_CUDA"]\n):\n  CUDAExtension',
    ],
    ['asks nvidia-smi', 'if shutil.which("nvidia-smi") or os.getenv("KNN_FORCE_CUDA"):\n  build("knn.cu")'],
  ])('finds the variable if the condition %s', (_, setup) => {
    expect(found({}, setup)).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/^Without KNN_FORCE_CUDA=1,/) }),
    ]);
  });

  it('says where the source asks for a GPU, if no variable changes that', () => {
    const setup = NO_VARIABLE.replace('is_available()', 'is_available() and not os.getenv("KNN_NO_CUDA")');
    expect(found({}, setup)).toEqual([
      expect.objectContaining({
        severity: 'warning',
        message:
          'setup.py:4 of the source checks whether the build machine has a GPU. Without a GPU, the source is compiled for the CPU only.',
      }),
    ]);
  });

  it('is less certain if the condition cannot be followed', () => {
    const setup = NO_VARIABLE.replace(
      'torch.cuda.is_available()',
      'decide(lambda: torch.cuda.is_available())',
    );
    expect(found({}, setup)).toEqual([
      expect.objectContaining({
        severity: 'info',
        message:
          'setup.py:4 of the source checks whether the build machine has a GPU. Without a GPU, the source may be compiled for the CPU only.',
      }),
    ]);
  });

  it('finds an argument of setup.py that the script does not pass', () => {
    const setup = `import sys\n${NO_VARIABLE.replace('torch.cuda.is_available()', 'torch.cuda.is_available() or "--force_cuda" in sys.argv')}`;
    expect(found({}, setup)).toEqual([
      expect.objectContaining({
        severity: 'warning',
        message:
          'On a machine without a GPU, setup.py compiles the source for the CPU only, unless it is called with --force_cuda.',
      }),
    ]);
    expect(found({ script: '$PYTHON setup.py install --force_cuda' }, setup)).toEqual([]);
  });

  it('follows the modules that setup.py imports, and takes the value that they compare with', () => {
    const source = {
      'setup.py': `from build_knn import extensions\nfrom setuptools import setup\nsetup(name="knn", ext_modules=extensions())\n`,
      'build_knn.py': `import os, torch
from torch.utils.cpp_extension import CppExtension, CUDAExtension
def extensions():
    if torch.cuda.is_available() or os.environ.get("KNN_FORCE_CUDA", "no") == "yes":
        return [CUDAExtension("knn._C", ["knn.cu"])]
    return [CppExtension("knn._C", ["knn.cpp"])]
`,
    };
    const findings = findingsOf(cudaNeedsGpu, recipe(), { source });
    expect(findings.map(({ fix }) => fix?.description)).toEqual(['Set KNN_FORCE_CUDA=yes']);
  });

  it('says nothing if another build backend does not run setup.py', () => {
    const pyproject =
      '[build-system]\nrequires = ["scikit-build-core"]\nbuild-backend = "scikit_build_core.build"\n';
    const source = { 'setup.py': SETUP, 'pyproject.toml': pyproject };
    expect(findingsOf(cudaNeedsGpu, recipe(), { source })).toEqual([]);
  });

  it('makes no fix if only some variants have CUDA', () => {
    const [finding] = found({
      compiler: "if: cuda_compiler_version != 'None'\n      then: ${{ compiler('cuda') }}",
    });
    expect(finding?.severity).toBe('warning');
    expect(finding?.fix).toBeUndefined();
  });

  it.each<[string, Written, string, Record<string, string>]>([
    ['a build without nvcc', { compiler: "${{ compiler('cxx') }}" }, SETUP, {}],
    ['a build that does not run setup.py', { script: 'cmake -S . -B build' }, SETUP, {}],
    ['a patched setup.py', {}, SETUP, { 'cuda.patch': '--- a/setup.py\n+++ b/setup.py\n' }],
    [
      'an edited setup.py',
      { script: "sed -i 's/torch.cuda.is_available()/True/' setup.py; pip install ." },
      SETUP,
      {},
    ],
    ['a setup.py without CUDA code', {}, 'import torch\nprint(torch.cuda.is_available())\n', {}],
    [
      'a setup.py that asks for nothing',
      {},
      'CUDAExtension("a", ["a.cu"])  # torch.cuda.is_available()\n',
      {},
    ],
  ])('says nothing about %s', (_, written, setup, besides) => {
    expect(found(written, setup, besides)).toEqual([]);
  });

  it('says nothing about a source that is not on this machine', () => {
    expect(findingsOf(cudaNeedsGpu, recipe())).toEqual([]);
  });
});
