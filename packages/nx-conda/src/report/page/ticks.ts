/** Distances between marks of a time axis, in seconds. */
const STEPS = [
  0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400,
  43200, 86400,
];

/**
 * Marks of a time axis from 0.
 * @param seconds length of the axis
 * @param most at most so many marks
 */
export function ticks(seconds: number, most: number): number[] {
  const step = STEPS.find((one) => seconds / one <= most) ?? seconds;
  const count = step > 0 ? Math.floor(seconds / step + 1e-9) : 0;
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** `0.5 s`, `30 s`, `2:30 min`, `1:05 h`: short, for an axis. */
export function tickLabel(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  if (seconds < 60) return `${Number(seconds.toFixed(2))} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}:${two(Math.round(seconds % 60))} min`;
  return `${Math.floor(seconds / 3600)}:${two(Math.round((seconds % 3600) / 60))} h`;
}
