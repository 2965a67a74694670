import type { Bound } from './plan/plan-waves';

/** The plan as `--output` writes it. This file describes it for those who read it. */
export interface CiPlan {
  /** Increases if a key changes its meaning or disappears. */
  version: 1;
  /** Names of the targets. */
  targets: string[];
  /** Those that jobs with a GPU run, with the configuration `gpu`. */
  gpuTargets: string[];
  waves: CiWave[];
  /** Of all waves, with the start of each. */
  seconds: number;
  /** Part of `seconds`: for each wave. */
  startSeconds: number;
  /** Builds and tests that need no GPU. `jobs`: the most machines without a GPU. */
  bound: Bound & { jobs: number };
}

export interface CiWave {
  jobs: CiJob[];
  /** Of the longest job. */
  seconds: number;
}

export interface CiJob {
  /** Unique in the wave: `1`, `2`, `gpu-1`. */
  job: string;
  projects: CiProject[];
  seconds: number;
  gpu: boolean;
}

export interface CiProject {
  name: string;
  seconds: number;
  /** No report has the duration. */
  isEstimate: boolean;
}
