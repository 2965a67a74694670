interface Interval {
  start: number;
  end: number;
}

/**
 * Puts tasks into as few rows as possible, so that tasks of a row do not overlap: Nx does not say which worker ran a
 * task.
 * @param intervals sorted by their start
 * @returns the row of each, from 0
 */
export function assignWorkers(intervals: readonly Interval[]): number[] {
  const busyUntil: number[] = [];
  return intervals.map(({ start, end }) => {
    const free = busyUntil.findIndex((until) => until <= start);
    const worker = free === -1 ? busyUntil.length : free;
    // A task of no duration must not share its moment with another one.
    busyUntil[worker] = Math.max(end, start + 1);
    return worker;
  });
}
