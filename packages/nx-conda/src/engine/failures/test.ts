import { packageOfLibrary } from '../../knowledge/cuda-packages';
import type { FailureExplanation, FailureRule } from './failure-rule';

/** A package was built but does not work. */
export const testFailures: FailureRule[] = [
  {
    pattern: /^(\S+) (\S+) has requirement (.+?), but you have (\S+) (\S+?)\.?$/m,
    within: 'script',
    explain: ([, who, version, requirement, , actual]) => ({
      what: `pip check: ${who} ${version} requires ${requirement}, but ${actual} is installed.`,
      steps: [
        `Add that version to requirements.run, if it is really needed.`,
        `If ${actual} works: correct the bound in the source with a patch (setup.py or pyproject.toml).`,
        'Or turn the check off in the test: python.pip_check: false. Then pip complains to your users.',
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
        `Add the conda package of ${missing} to requirements.run. Its name may differ from that on PyPI.`,
        'If it is not needed: remove it from the source with a patch.',
        'Or turn the check off in the test: python.pip_check: false',
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
      what: `Python has no module ${module}.`,
      steps: [
        'If a test or the package needs it: add its package to requirements.run.',
        'If the build needs it: add its package to requirements.host.',
        'If only the test needs it: add its package to requirements.run of that test.',
      ],
    }),
  },
  {
    pattern: /failed package content tests?: (.*)/,
    within: 'error',
    explain: ([, missing = '']) => ({
      what: `The package lacks files that its test package_contents requires: ${missing.trim()}`,
      steps: [
        'Compare with the list "Files in package" in the log.',
        'Is the file installed below $PREFIX and not excluded by build.files?',
        'Correct the glob in the test if the file has another name.',
      ],
    }),
  },
];

function missingLibrary(library: string): FailureExplanation {
  const what = `The program needs ${library}, which is not in the environment.`;
  if (library.startsWith('libcuda.so')) {
    return {
      what,
      steps: ['It comes with the driver: run this test on a machine with a GPU, or skip it elsewhere.'],
    };
  }
  const known = packageOfLibrary(library);
  const owner = known ?? `the package that has ${library}`;
  const add = `Add ${owner} to requirements.run. Better: add its -dev package to requirements.host, which pulls it in.`;
  const release = /\.so\.(\d+\.\d+)$/.exec(library)?.[1];
  if (!known || !release) return { what, steps: [add], ...(known && { check: 'cuda-dev-in-build' }) };
  const pin = `It belongs to exactly CUDA ${release}, but a newer one may be installed: add cuda-version ${release}.* to requirements.run.`;
  return { what, steps: [pin, add], check: 'cuda-minor-pin' };
}
