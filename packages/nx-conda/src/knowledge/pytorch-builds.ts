/**
 * The PyTorch releases that conda-forge built for a release of CUDA, from the history of `.ci_support` in
 * pytorch-cpu-feedstock; without `last`, it still builds them. 12.6 ended with build 1 of 2.7.1 (July 2025).
 */
export const PYTORCH_BUILDS: Readonly<Record<string, { first: string; last?: string }>> = {
  '12.6': { first: '2.5.1', last: '2.7.1' },
  '12.9': { first: '2.7.1' },
  '13.0': { first: '2.10.0' },
};

/** Releases to test a constraint with; later ones only matter without an upper bound. */
export const PYTORCH_RELEASES: readonly string[] =
  '2.0.0 2.0.1 2.1.0 2.1.2 2.2.0 2.3.0 2.3.1 2.4.0 2.4.1 2.5.0 2.5.1 2.6.0 2.7.0 2.7.1 2.8.0 2.9.0 2.9.1 2.10.0'.split(
    ' ',
  );
