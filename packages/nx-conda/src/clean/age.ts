import { ExplainedError } from '../explained-error';

const HOUR = 3600_000;
const DAY = 24 * HOUR;
const UNITS: Record<string, number> = { h: HOUR, d: DAY, w: 7 * DAY };

/**
 * @param text `12h`, `30d`, `2w`, or `0`
 * @returns milliseconds
 * @throws ExplainedError for any other text.
 */
export function parseAge(text: string): number {
  const [, count = '', unit = ''] = /^(\d+)([hdw]?)$/.exec(text) ?? [];
  if (count !== '' && Number(count) === 0) return 0;
  const length = UNITS[unit];
  if (length !== undefined) return Number(count) * length;
  throw new ExplainedError(`--older-than is ${text}, which is not an age.`, [
    'Write a number and a unit: 12h (hours), 30d (days) or 2w (weeks). With 0, caches of any age can be deleted.',
  ]);
}

/** `5 h`, `30 d`: whole hours below two days, otherwise whole days. @param age milliseconds */
export function formatAge(age: number): string {
  const past = Math.max(0, age);
  return past < 2 * DAY ? `${Math.floor(past / HOUR)} h` : `${Math.floor(past / DAY)} d`;
}
