import type { FailureRule } from './failure-rule';

/** The machine failed, independent of the recipe. */
export const machineFailures: FailureRule[] = [
  {
    pattern: /No space left on device|os error 28\b|Disk quota exceeded/,
    within: 'log',
    explain: () => ({
      what: 'The disk is full.',
      steps: [
        'Free some space; a build needs about three times the size of its packages and environments.',
        'Put the build folders on another disk: set NX_CONDA_CACHE_DIR, and RATTLER_CACHE_DIR for downloads.',
        'Full temporary folder? Set TMPDIR.',
      ],
    }),
  },
  {
    pattern: /rattler-build was killed/,
    within: 'error',
    explain: () => ({
      what: 'rattler-build was killed, most likely because memory ran out.',
      steps: lessMemory(),
    }),
  },
  {
    pattern:
      /Killed signal terminated program (\S+)|: line \d+: +\d+ Killed +(\S+)|Script failed with status (137)/,
    within: 'script',
    explain: ([, compiler, command]) => ({
      what: `${compiler ?? command ?? 'A program'} was killed during the build, most likely because memory ran out.`,
      steps: lessMemory(),
    }),
  },
];

function lessMemory(): string[] {
  return [
    'Look for "Out of memory" in the kernel log: dmesg | tail',
    'Compile with fewer jobs: set MAX_JOBS, CMAKE_BUILD_PARALLEL_LEVEL or make -j in the script of the recipe.',
    'Build fewer recipes at once: nx run-many -t conda-build --parallel=1',
  ];
}
