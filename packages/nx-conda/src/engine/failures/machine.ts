import type { FailureRule } from './failure-rule';

/** The machine failed, independent of the recipe. */
export const machineFailures: FailureRule[] = [
  {
    pattern: /No space left on device|os error 28\b|Disk quota exceeded/,
    within: 'log',
    explain: () => ({
      what: 'The disk is full.',
      steps: [
        'Free some space. To list old build folders and caches that can be deleted, run npx nx-conda clean',
        'Or set NX_CONDA_CACHE_DIR (for the build folders) and RATTLER_CACHE_DIR (for downloads) to folders on another disk.',
        'If the temporary folder is full, set TMPDIR to another folder.',
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
      what: `${compiler ?? command ?? 'A program'} was killed, most likely because memory ran out.`,
      steps: lessMemory(),
    }),
  },
];

function lessMemory(): string[] {
  return [
    'To check, look for "Out of memory" in the output of dmesg | tail',
    'Compile with fewer jobs: in the script of the recipe, set MAX_JOBS or CMAKE_BUILD_PARALLEL_LEVEL, or lower the number in make -j.',
    'To build only one recipe at a time, run nx run-many -t conda-build --parallel=1',
  ];
}
