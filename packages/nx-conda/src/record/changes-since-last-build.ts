import { changedInputs } from './explain-inputs';
import { type BuildInputs, readRecordedInputs } from './recorded-inputs';

/**
 * The inputs that differ from those of the last build in a folder, one line each.
 * @returns undefined if there was no build, or if its record is damaged.
 */
export function changesSinceLastBuild(folder: string, now: BuildInputs): string[] | undefined {
  const before = readRecordedInputs(folder);
  if (before === undefined) return undefined;
  try {
    return changedInputs(before, now);
  } catch {
    return undefined;
  }
}
