import { devPackageOfLibrary, packageOfHeader } from '../../knowledge/cuda-packages';
import type { FailureExplanation, FailureRule } from './failure-rule';

/** Compilers, linkers, CMake or pip failed in a script. */
export const scriptFailures: FailureRule[] = [
  {
    pattern:
      /(?::\d+: |^)fatal error: (?:'([^']+)' file not found|([\w./+-]+): No such file or directory)|Cannot open include file: '([^']+)'/m,
    within: 'script',
    explain: ([, clang, gcc, msvc]) => missingHeader(clang ?? gcc ?? msvc ?? ''),
  },
  {
    pattern: /Directory '([^']+)' is not installable\. Neither 'setup\.py' nor 'pyproject\.toml' found/,
    within: 'script',
    explain: ([, folder]) => ({
      what: `pip cannot build ${folder}: the folder contains neither setup.py nor pyproject.toml.`,
      steps: [
        'If the Python project is in a subfolder of the source, change to this subfolder in the script, or set build.script.cwd.',
        'If the source has no Python project, copy its Python modules into $SP_DIR in the script, or add a pyproject.toml with a patch.',
      ],
      check: 'no-build-system',
    }),
  },
  {
    pattern: /cannot find -l([\w+.-]+)/,
    within: 'script',
    explain: ([, library = '']) => missingLinkLibrary(library),
  },
  {
    pattern:
      /undefined reference to [`'"‘]?([^'"’\n]+?)['"’]?$|undefined symbol: (.+)$|unresolved external symbol (\S+)/m,
    within: 'script',
    explain: ([, gnu, llvm, msvc]) => ({
      what: `No object file or library on the command line of the linker defines ${gnu ?? llvm ?? msvc}.`,
      steps: [
        'If a library defines the symbol, add its package to requirements.host, and link with -l<library>, after the files that use the library.',
        'If a file of the source defines the symbol, compile and link this file, too. If C++ code calls a C function, declare the function with extern "C".',
      ],
    }),
  },
  {
    pattern: /By not providing "Find(\w+)\.cmake"|provided by "(\w+)"|Could NOT find (\w+)/,
    within: 'script',
    explain: ([, first, second, third]) => missingCmakePackage(first ?? second ?? third ?? ''),
  },
  {
    pattern: /No matching distribution found for (\S+)|Cannot import build backend '(\w+)/,
    within: 'script',
    explain: ([, requirement, backend]) => ({
      what: `pip needs ${requirement ?? backend}, which is not in the host environment. rattler-build lets pip download nothing.`,
      steps: [
        `Add the conda package of ${requirement ?? backend} to requirements.host. Its name may differ from the name on PyPI.`,
      ],
    }),
  },
  {
    pattern: /Unsupported gpu architecture '(?:compute|sm)_(\w+)'/,
    within: 'script',
    explain: ([, architecture]) => ({
      what: `This nvcc does not compile for the architecture ${architecture}.`,
      steps: [
        'Remove the architecture from TORCH_CUDA_ARCH_LIST, CMAKE_CUDA_ARCHITECTURES or the flags of nvcc, in the recipe, its script or the source.',
        'If the architecture is new, set cuda_compiler_version in the variant file to a CUDA release that supports it.',
      ],
      check: 'cuda-architecture-unsupported',
    }),
  },
];

function missingLinkLibrary(library: string): FailureExplanation {
  const known = devPackageOfLibrary(library);
  return {
    what: `The linker cannot find the library ${library}${known ? `, which is part of ${known}` : ''}.`,
    steps: [`Add ${known ?? 'the package that contains the library'} to requirements.host.`],
    ...(known && { check: 'missing-library-package' }),
  };
}

function missingCmakePackage(name: string): FailureExplanation {
  return {
    what: `CMake cannot find ${name}.`,
    steps: [
      `Add the conda package that contains ${name} to requirements.host.`,
      `If the package is already there, add -D CMAKE_PREFIX_PATH=$PREFIX or $CMAKE_ARGS to the cmake command.`,
    ],
  };
}

function missingHeader(header: string): FailureExplanation {
  const known = packageOfHeader(header);
  if (!known) {
    return {
      what: `The compiler cannot find ${header}.`,
      steps: [
        'Add the package that contains this header to requirements.host. The names of such packages often end in -dev.',
      ],
    };
  }
  return {
    what: `The compiler cannot find ${header}, which is part of ${known}.`,
    steps: [
      `Add ${known} to requirements.host.`,
      `If ${known} is already there, add the folder of the CUDA headers, $PREFIX/targets/x86_64-linux/include, to the include path, or set CUDA_HOME=$PREFIX/targets/x86_64-linux. On ARM64, the folder is called sbsa-linux instead of x86_64-linux.`,
    ],
    check: known === 'cuda-cudart-dev' ? 'cuda-home' : 'missing-header-package',
  };
}
