import type { Node } from './graph';

const NONE = -1;

/** Which job of which wave does each unit. */
export class Assignment {
  private readonly waveOfNode: Int32Array;
  private readonly jobOfNode: Int32Array;
  /** Durations of the jobs, wave after wave. */
  private readonly loads: Float64Array;

  constructor(
    readonly nodes: readonly Node[],
    readonly waves: number,
    readonly jobs: number,
  ) {
    this.waveOfNode = new Int32Array(nodes.length).fill(NONE);
    this.jobOfNode = new Int32Array(nodes.length).fill(NONE);
    this.loads = new Float64Array(waves * jobs);
  }

  /** @returns -1 if it has none. */
  waveOf({ index }: Node): number {
    return this.waveOfNode[index] ?? NONE;
  }

  jobOf({ index }: Node): number {
    return this.jobOfNode[index] ?? NONE;
  }

  load(wave: number, job: number): number {
    return this.loads[wave * this.jobs + job] ?? 0;
  }

  put(node: Node, wave: number, job: number): void {
    if (this.waveOf(node) !== NONE) this.add(this.waveOf(node), this.jobOf(node), -node.seconds);
    this.waveOfNode[node.index] = wave;
    this.jobOfNode[node.index] = job;
    this.add(wave, job, node.seconds);
  }

  /** Duration of the longest job. */
  longest(wave: number): number {
    let longest = 0;
    for (let job = 0; job < this.jobs; job++) longest = Math.max(longest, this.load(wave, job));
    return longest;
  }

  /** Duration of all waves. */
  get seconds(): number {
    let sum = 0;
    for (let wave = 0; wave < this.waves; wave++) sum += this.longest(wave);
    return sum;
  }

  /** The job whose work is the shortest. */
  idlest(wave: number): number {
    let idlest = 0;
    for (let job = 1; job < this.jobs; job++)
      if (this.load(wave, job) < this.load(wave, idlest)) idlest = job;
    return idlest;
  }

  /** @param isTurned the waves in reverse order @param nodes the same units */
  copy(isTurned = false, nodes = this.nodes): Assignment {
    const copy = new Assignment(nodes, this.waves, this.jobs);
    for (const node of nodes) {
      const wave = this.waveOf(node);
      copy.put(node, isTurned ? this.waves - 1 - wave : wave, this.jobOf(node));
    }
    return copy;
  }

  private add(wave: number, job: number, seconds: number): void {
    const at = wave * this.jobs + job;
    this.loads[at] = (this.loads[at] ?? 0) + seconds;
  }
}
