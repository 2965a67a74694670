/** Work that one machine does at a stretch. */
export interface Unit {
  id: string;
  seconds: number;
  /** Ids of the units that must be done before. */
  after: readonly string[];
}

/** Units that one machine does, one after another. */
export interface Job {
  /** Ids, in an order in which they can be done. */
  units: string[];
  seconds: number;
}

/** Jobs that run at the same time, on a machine each. A wave begins when all jobs of the wave before are done. */
export type Wave = Job[];

export interface Limits {
  /** Machines. */
  jobs: number;
  waves: number;
  /** Time that each wave needs before its jobs work: for a machine, the checkout and the downloads. */
  startSeconds: number;
}
