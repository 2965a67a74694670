import type { FailureRule } from './failure-rule';

/** A program of a script is missing, may not run, or crashed. */
export const programFailures: FailureRule[] = [
  {
    pattern: /(?:^|: |line \d+: )([\w.+-]+): (?:command )?not found$/m,
    within: 'script',
    explain: ([, program = '']) => ({
      what: `The program ${program} is not in the environment.`,
      steps: [
        `If the build script runs ${program}, add the package that contains ${program} to requirements.build.`,
        `If a test runs ${program}, add the package to requirements.run, or check that the build installs ${program} into $PREFIX/bin.`,
      ],
    }),
  },
  {
    pattern: /([\w./$-]+): Permission denied$/m,
    within: 'script',
    explain: ([, file = '']) => ({
      what: `The script has no permission to run, read or write ${file}.`,
      steps: [
        `If ${file} is a script, run it with its interpreter, for example bash ${file}, or make it executable with chmod +x.`,
        `If the script writes ${file}, write the file below $PREFIX or $SRC_DIR instead.`,
      ],
    }),
  },
  {
    pattern: /No rule to make target ['`]([^']+)'/,
    within: 'script',
    explain: ([, target]) => ({
      what: `The makefile has no rule for ${target}.`,
      steps: [
        `If ${target} is a file, check that the source contains the file, or that an earlier step generates it.`,
        `If ${target} is a target, check its spelling, and that make runs in the folder of the right makefile.`,
      ],
    }),
  },
  {
    pattern:
      /\b(Segmentation fault|Aborted|Bus error|Illegal instruction)\b|Script failed with status (13[2459])/,
    within: 'script',
    explain: ([, signal, status = '']) => ({
      what: `A program crashed: ${signal ?? SIGNALS[status] ?? `exit status ${status}`}.`,
      steps: [
        'Run the program in a debugger, or build it with -g and -fsanitize=address, to see where it crashes.',
      ],
    }),
  },
];

const SIGNALS: Record<string, string | undefined> = {
  132: 'illegal instruction',
  134: 'aborted',
  135: 'bus error',
  139: 'segmentation fault',
};
