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
      what: `pip has nothing to build in ${folder}: there is no setup.py and no pyproject.toml.`,
      steps: [
        'Is the Python project in a folder of the source? Change into it in the script, or set source.target_directory.',
        'The source has none: copy the package into $SP_DIR in the script, or add a pyproject.toml with a patch.',
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
        'Take it out of TORCH_CUDA_ARCH_LIST, CMAKE_CUDA_ARCHITECTURES or the flags of nvcc: script, recipe or source.',
        'If it is a new one, build for a release of CUDA that knows it: cuda_compiler_version in the variants file.',
      ],
      check: 'cuda-architecture-unsupported',
    }),
  },
  {
    pattern: /failed to find `patchelf`/,
    within: 'error',
    explain: () => ({
      what: 'The package’s programs and libraries have to be relinked, and patchelf is not there.',
      steps: ['Add patchelf to requirements.build, or install it on this machine (apt install patchelf).'],
    }),
  },
];

function missingLinkLibrary(library: string): FailureExplanation {
  const known = devPackageOfLibrary(library);
  return {
    what: `The linker does not find the library ${library}${known ? `, which is part of ${known}` : ''}.`,
    steps: [`Add ${known ?? 'the package that has it'} to requirements.host.`],
    ...(known && { check: 'missing-library-package' }),
  };
}

function missingHeader(header: string): FailureExplanation {
  const known = packageOfHeader(header);
  if (!known) {
    return {
      what: `The compiler does not find ${header}.`,
      steps: ['Add the package that has it to requirements.host; its name often ends in -dev.'],
    };
  }
  return {
    what: `The compiler does not find ${header}, which is part of ${known}.`,
    steps: [
      `Add ${known} to requirements.host.`,
      'It is there already: conda-forge puts CUDA headers into $PREFIX/targets/x86_64-linux/include. Add that folder to the include path, or set CUDA_HOME=$PREFIX/targets/x86_64-linux.',
    ],
    check: known === 'cuda-cudart-dev' ? 'cuda-home' : 'missing-header-package',
  };
}
