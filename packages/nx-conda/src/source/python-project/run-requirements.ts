import type { PythonRequirement } from '../source-facts';
import type { SourceFolder } from '../source-folder';
import { readDistributions } from './python-project';

/** The requirements of a distribution. */
export interface RunRequirements {
  requires: PythonRequirement[];
  /** The file that has them, relative to the top folder. */
  file: string;
}

/**
 * The requirements that a build writes into the metadata of the Python project in the top folder; undefined if
 * unknown. The build makes the PKG-INFO of an sdist anew, so that it counts only if the files it is made of cannot be
 * followed.
 * @throws ExplainedError for a pyproject.toml that is not valid TOML
 */
export function runRequirements(source: SourceFolder): RunRequirements | undefined {
  const { built = [], pkgInfo, requiresTxt } = readDistributions(source, '') ?? {};
  const ordered = [...built, ...[pkgInfo, requiresTxt].filter((one) => one !== undefined)];
  const [first] = ordered.flatMap(({ requires, file, unread }) =>
    requires && !unread.includes('requires') ? [{ requires, file }] : [],
  );
  return first;
}
