import { devPackageOfLibrary, packageOfHeader } from '../../knowledge/cuda-packages';
import type { FailureExplanation, FailureRule } from './failure-rule';

/** The build script failed. */
export const scriptFailures: FailureRule[] = [
  {
    pattern: /fatal error: ([\w./+-]+): No such file or directory/,
    within: 'script',
    explain: ([, header = '']) => missingHeader(header),
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
  {
    pattern: /failed to find `patchelf`/,
    within: 'error',
    explain: () => ({
      what: 'The package’s programs and libraries must be relinked, but patchelf is not installed.',
      steps: ['Add patchelf to requirements.build, or install it on this machine (apt install patchelf).'],
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
