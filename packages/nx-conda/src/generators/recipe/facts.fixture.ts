import type { PythonFacts, PythonRequirement, SourceFacts } from '../../source/source-facts';
import type { RecipePlan } from './plan';

const COMMIT = '96e109d103418a5daaa375c50e1665b9f04f4a4b';

/** Variants for CPU and for CUDA, as JSON. */
export const VARIANTS = JSON.stringify({
  ...{ python: ['3.11.*'], c_stdlib: ['sysroot'], c_stdlib_version: ['2.17'], cuda_compiler: ['cuda-nvcc'] },
  cuda_compiler_version: ['12.6', 'None'],
});
/** Parses `torch>=2; python_version < "3.9"`, without extras. */
export function requirement(text: string): PythonRequirement {
  const [head = '', marker] = text.split(';');
  const [, name = '', constraint = ''] = /^([\w.-]+)(.*)$/.exec(head.trim()) ?? [];
  return { name, extras: [], constraint: constraint.replace(/\s/g, ''), marker: marker?.trim() };
}

export function python(some: Partial<PythonFacts> = {}): PythonFacts {
  return {
    ...{ project: '.', imports: ['thing'], requires: [], buildRequires: [requirement('setuptools>=61')] },
    ...{ requiresPython: '>=3.8', entryPoints: [], isPure: true, renamedBy: [] },
    ...some,
  };
}

export function facts(some: Partial<SourceFacts> = {}): SourceFacts {
  return {
    origin: { kind: 'url', url: 'https://files.example/thing-1.2.0.tar.gz', sha256: 'a'.repeat(64) },
    ...{ folder: '/src/thing', name: 'thing', version: '1.2.0', summary: 'Does things', license: 'MIT' },
    ...{ homepage: 'https://thing.example/', licenseFiles: ['LICENSE'], python: undefined, cmake: undefined },
    ...{ cuda: undefined, languages: [], links: [], isHeaderOnly: false },
    ...some,
  };
}

export function plan(some: Partial<RecipePlan> = {}): RecipePlan {
  return {
    ...{ name: 'thing', kind: 'python', facts: facts({ python: python() }), folder: '/ws/recipes/thing' },
    ...{ cuda: '12.6', names: { workspace: new Set(), channels: undefined }, patches: [] },
    layout: { modules: [], dataFolders: [], headers: [] },
    ...some,
  };
}

/** One plan of each kind. */
export const PLANS: Readonly<Record<string, RecipePlan>> = {
  pure: plan({
    facts: facts({
      python: python({
        requires: ['numpy>=1.20', 'tomli>=1; python_version < "3.11"', 'typing-extensions', 'click~=8.1'].map(
          requirement,
        ),
        entryPoints: ['thing = thing.cli:main'],
        buildRequires: [requirement('setuptools-scm')],
      }),
    }),
  }),
  compiled: plan({
    facts: facts({
      languages: ['cxx', 'rust'],
      python: python({
        isPure: false,
        requires: ['numpy', 'tomli; python_version<"3.11"', 'pywin32; sys_platform=="win32"'].map(
          requirement,
        ),
        buildRequires: ['scikit-build-core', 'pybind11>=2.6', 'numpy>=2.0.0rc1'].map(requirement),
      }),
    }),
  }),
  torch: plan({
    kind: 'cuda-extension',
    facts: facts({
      languages: ['cxx', 'cuda'],
      python: python({
        isPure: false,
        requires: [requirement('torch>=2.0'), requirement('numpy')],
        buildRequires: [requirement('torch'), requirement('setuptools'), requirement('ninja')],
      }),
      cuda: {
        ...{ builtBy: 'torch', extensions: [], devPackages: ['libcurand-dev'], fixedPaths: [] },
        hasDeviceCode: true,
      },
    }),
  }),
  cumm: plan({
    name: 'cumm',
    kind: 'cuda-extension',
    facts: facts({
      ...{ name: 'cumm', version: '0.7.11', license: 'Apache-2.0' },
      origin: {
        kind: 'git',
        url: 'https://github.com/FindDefinition/cumm.git',
        tag: 'v0.7.11',
        commit: COMMIT,
      },
      languages: ['cxx', 'cuda'],
      python: python({
        ...{ imports: ['cumm'], isPure: false, renamedBy: ['CUMM_CUDA_VERSION'] },
        requires: ['pccm>=0.4.15', 'pybind11>=2.6.0', 'fire', 'numpy', 'sympy'].map(requirement),
        buildRequires: ['setuptools', 'wheel', 'pccm>=0.4.15', 'ccimport>=0.4.4', 'pybind11'].map(
          requirement,
        ),
      }),
      cuda: {
        builtBy: 'setup',
        extensions: [],
        devPackages: ['cuda-cudart-dev', 'cuda-nvrtc-dev', 'libcurand-dev'],
        fixedPaths: [],
      },
    }),
  }),
  research: plan({
    name: 'pointcept',
    kind: 'research',
    facts: facts({
      ...{ name: 'pointcept', version: '1.6.0' },
      origin: {
        kind: 'git',
        url: 'https://github.com/Pointcept/Pointcept.git',
        tag: 'v1.6.0',
        commit: COMMIT,
      },
      languages: ['cxx', 'cuda'],
      python: python({
        ...{ project: undefined, imports: ['pointcept'], requiresPython: undefined, buildRequires: [] },
        requires: [
          'torch',
          'h5py',
          'SharedArray',
          'tensorboardx',
          'torch-scatter',
          'torch_geometric',
          'spconv-cu124',
          'some-rarity',
        ].map(requirement),
      }),
      cuda: {
        builtBy: 'torch',
        extensions: ['libs/pointops'],
        devPackages: ['cuda-cudart-dev', 'libcusolver-dev'],
        hasDeviceCode: true,
        fixedPaths: [],
      },
    }),
    layout: { modules: ['pointcept'], dataFolders: ['configs', 'tools'], headers: [] },
  }),
  scripts: plan({
    kind: 'research',
    facts: facts({ python: python({ project: undefined, requires: [requirement('numpy')] }) }),
    layout: { modules: ['thing'], dataFolders: [], headers: [] },
  }),
  cmake: plan({
    kind: 'cmake',
    facts: facts({ cmake: { languages: ['cxx'], finds: ['Threads', 'Eigen3', 'Odd'] }, languages: ['cxx'] }),
  }),
  cmakeCuda: plan({
    kind: 'cmake',
    facts: facts({
      cmake: { languages: ['cxx', 'cuda'], finds: ['CUDAToolkit'] },
      languages: ['cxx', 'cuda'],
      cuda: {
        ...{ builtBy: 'cmake', extensions: [], devPackages: ['libcublas-dev'], fixedPaths: [] },
        hasDeviceCode: true,
      },
    }),
  }),
  headers: plan({
    kind: 'header-only',
    facts: facts({ isHeaderOnly: true }),
    layout: { modules: [], dataFolders: [], headers: ['thing', 'thing.hpp'] },
  }),
  meta: plan({ kind: 'meta', facts: facts({ python: python({ requires: [requirement('torch')] }) }) }),
  blank: plan({ facts: facts({ ...nothing(), origin: { kind: 'path', path: '/ws/recipes/thing/src' } }) }),
};

function nothing(): Partial<SourceFacts> {
  return {
    version: undefined,
    summary: undefined,
    homepage: undefined,
    license: undefined,
    licenseFiles: [],
  };
}
