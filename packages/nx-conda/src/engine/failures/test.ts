import { packageOfLibrary } from '../../knowledge/cuda-packages';
import type { FailureExplanation, FailureRule } from './failure-rule';

const WITHOUT_PIP_CHECK =
  'Or set python.pip_check to false in the test. If the script of the test runs pip check, remove this command instead.';

/** A package was built but does not work. */
export const testFailures: FailureRule[] = [
  {
    pattern: /^(\S+) (\S+) has requirement (.+?), but you have (\S+) (\S+?)\.?$/m,
    within: 'script',
    explain: ([, who, version, requirement, , actual]) => ({
      what: `pip check: ${who} ${version} requires ${requirement}, but version ${actual} is installed.`,
      steps: [
        `If ${who} really needs ${requirement}, add this requirement to requirements.run, with the name of the conda package.`,
        `If ${who} works with version ${actual}, change the requirement in the setup.py or pyproject.toml of ${who} with a patch.`,
        `${WITHOUT_PIP_CHECK} For your users, pip check then still fails.`,
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
        `If ${who} does not need ${missing}, remove this requirement from the source of ${who} with a patch.`,
        WITHOUT_PIP_CHECK,
      ],
    }),
  },
  {
    pattern: /(lib[\w+.-]+\.so[.\d]*): cannot open shared object file/,
    within: 'script',
    explain: ([, library = ''], { isTest }) => missingLibrary(library, isTest),
  },
  {
    pattern: /ModuleNotFoundError: No module named '([\w.]+)'/,
    within: 'script',
    explain: ([, module = ''], { isTest }) => missingModule(module, isTest),
  },
  {
    // The test that `nx g nx-conda:recipe` writes.
    pattern: /AssertionError: No file of the package contains code for GPUs/,
    within: 'script',
    explain: () => ({
      what: 'The package was built for CUDA, but none of its files contains code for GPUs.',
      steps: [
        'Look for calls of nvcc in the log of the build: build.log in the output folder of the project. (pip install shows them only with -v.) If there are none, the project was compiled for the CPU only: some projects do this, without an error, if the build machine has no GPU.',
        'If the project reads a variable that turns CUDA on, such as FORCE_CUDA, set this variable under build.script.env. Otherwise, add a patch to source.patches that makes the project compile for CUDA if nvcc is found.',
        'The test looks for the section .nv_fatbin, into which nvcc writes code for GPUs. If the package contains such code only in another form (for example, .ptx files), or only calls libraries of CUDA, remove this test.',
      ],
      check: 'cuda-needs-gpu',
      mentions: ['.nv_fatb'],
    }),
  },
  {
    pattern: /failed package content tests?: (.*)/,
    within: 'error',
    explain: ([, missing = '']) => ({
      what: `The files of the package do not match its test package_contents: ${missing.trim()}`,
      steps: [
        'Compare the patterns of the test with the list "Files in package" in the log of the build: build.log in the output folder of the project.',
        'If a file is missing, check that the build installs the file into $PREFIX, and that build.files does not exclude the file.',
        'If the test forbids a file (not_exists or strict), remove the file in the build script, or exclude the file in build.files.',
        'If a pattern of the test is wrong, correct the pattern.',
      ],
      mentions: ['package_contents:'],
    }),
  },
];

function missingModule(module: string, isTest: boolean): FailureExplanation {
  const owner = `the package that contains ${module}`;
  return {
    what: `Python cannot find the module ${module}.`,
    steps: isTest
      ? [
          `If the package of this recipe should contain ${module}, check that the build installs the module, and that the test imports the correct name.`,
          `If the package needs ${module} from another package, add that package to requirements.run.`,
          `If only a test needs ${module}, add ${owner} to requirements.run of the test.`,
        ]
      : [`Add ${owner} to requirements.host.`],
  };
}

function missingLibrary(library: string, isTest: boolean): FailureExplanation {
  const what = `A program or library needs ${library}, which is not in the environment.`;
  if (library.startsWith('libcuda.so')) return { what, steps: [withoutDriver(isTest)] };
  const known = packageOfLibrary(library);
  const owner = known ?? `the package that contains ${library}`;
  const add = isTest
    ? `Add ${owner} to requirements.run. If the library has a -dev package with a run export, add the -dev package to requirements.host instead: the run export adds the library to run.`
    : `Add ${owner} to requirements.host, or to requirements.build if a build tool needs the library.`;
  const release = /\.so\.(\d+\.\d+)$/.exec(library)?.[1];
  if (!known || !release) return { what, steps: [add], ...(known && { check: 'cuda-dev-in-build' }) };
  const section = isTest ? 'requirements.run' : 'requirements.host';
  const pin = `Only CUDA ${release} contains ${library}, but another release may be installed: add cuda-version ${release}.* to ${section}.`;
  return { what, steps: [pin, add], check: 'cuda-minor-pin' };
}

function withoutDriver(isTest: boolean): string {
  return isTest
    ? 'libcuda.so comes with the NVIDIA driver: run this test on a machine with a GPU, or let its script skip the part that needs a GPU. For examples, see node_modules/nx-conda/docs/gpu-tests.md'
    : 'libcuda.so comes with the NVIDIA driver: run this build on a machine with a GPU, or change the build so that it does not load the library.';
}
