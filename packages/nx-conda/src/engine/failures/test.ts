import { packageOfLibrary } from '../../knowledge/cuda-packages';
import type { FailureExplanation, FailureRule } from './failure-rule';

/** A package was built but does not work. */
export const testFailures: FailureRule[] = [
  {
    pattern: /^(\S+) (\S+) has requirement (.+?), but you have (\S+) (\S+?)\.?$/m,
    within: 'script',
    explain: ([, who, version, requirement, , actual]) => ({
      what: `pip check: ${who} ${version} requires ${requirement}, but version ${actual} is installed.`,
      steps: [
        `If ${who} really needs ${requirement}, add this requirement to requirements.run.`,
        `If version ${actual} works, change the requirement in setup.py or pyproject.toml with a patch.`,
        'Or set python.pip_check to false in the test. For your users, pip check then still fails.',
      ],
      check: 'pip-check-metadata',
    }),
  },
  {
    pattern: /^(\S+) (\S+) requires (\S+), which is not installed\.?$/m,
    within: 'script',
    explain: ([, who, , missing]) => ({
      what: `pip check: ${who} requires ${missing}, which is not installed.`,
      steps: [
        `Add the conda package of ${missing} to requirements.run. The name of the conda package may differ from the name on PyPI.`,
        `If ${who} does not need ${missing}, remove this requirement from the source with a patch.`,
        'Or set python.pip_check to false in the test.',
      ],
    }),
  },
  {
    pattern: /(lib[\w+.-]+\.so[.\d]*): cannot open shared object file/,
    within: 'script',
    explain: ([, library = '']) => missingLibrary(library),
  },
  {
    pattern: /ModuleNotFoundError: No module named '([^']+)'/,
    within: 'script',
    explain: ([, module = '']) => ({
      what: `Python cannot find the module ${module}.`,
      steps: [
        `If the package needs ${module}, add the package that contains ${module} to requirements.run.`,
        `If the build needs ${module}, add the package that contains ${module} to requirements.host.`,
        `If only a test needs ${module}, add the package that contains ${module} to requirements.run of the test.`,
      ],
    }),
  },
  {
    pattern: /failed package content tests?: (.*)/,
    within: 'error',
    explain: ([, missing = '']) => ({
      what: `The package lacks files that its test package_contents requires: ${missing.trim()}`,
      steps: [
        'Compare the missing files with the list "Files in package" in the log.',
        'Check that the build installs the missing files into $PREFIX, and that build.files does not exclude these files.',
        'If the package contains a missing file under another name, correct the pattern in the test.',
      ],
    }),
  },
];

function missingLibrary(library: string): FailureExplanation {
  const what = `A program or library needs ${library}, which is not in the environment.`;
  if (library.startsWith('libcuda.so')) {
    return {
      what,
      steps: [
        'libcuda.so comes with the NVIDIA driver: run this test on a machine with a GPU, or skip the test on other machines.',
      ],
    };
  }
  const known = packageOfLibrary(library);
  const owner = known ?? `the package that contains ${library}`;
  const add = `Add ${owner} to requirements.run. If the library has a -dev package, add that package to requirements.host instead: its run export adds the library to run.`;
  const release = /\.so\.(\d+\.\d+)$/.exec(library)?.[1];
  if (!known || !release) return { what, steps: [add], ...(known && { check: 'cuda-dev-in-build' }) };
  const pin = `Only CUDA ${release} contains ${library}, but another release may be installed: add cuda-version ${release}.* to requirements.run.`;
  return { what, steps: [pin, add], check: 'cuda-minor-pin' };
}
