/** Generated from schema.json by `npm run generate`. */

/**
 * Writes a CI workflow that checks, builds and tests the recipes that a change affects.
 */
export interface CiGeneratorOptions {
  /**
   * CI system.
   */
  provider: 'github' | 'gitlab' | 'azure';
  /**
   * `single`: one machine. `matrix`: several machines of the CI system, planned by `nx-conda plan`; each package is built on one of them. `agents`: the agents of Nx Cloud.
   */
  mode?: 'single' | 'matrix' | 'agents';
  /**
   * Number of machines that work at the same time, for `matrix` and `agents`.
   */
  jobs?: number;
  /**
   * For `matrix`: the largest number of waves. The jobs of a wave wait for all jobs of the wave before.
   */
  waves?: number;
  /**
   * Machine for builds: labels of GitHub's `runs-on`, tags of GitLab, or a pool of Azure; several labels or tags are separated by commas. Default: a Linux machine hosted by the CI system.
   */
  runner?: string;
  /**
   * The same for tests that need a GPU (configuration `gpu` of conda-test). Without it, no test with this configuration runs.
   */
  gpuRunner?: string;
  /**
   * Do not format the written files.
   */
  skipFormat?: boolean;
}
