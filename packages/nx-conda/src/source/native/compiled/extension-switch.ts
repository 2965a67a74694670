import { followBuild } from '../../python/follow-build';
import type { SourceFacts } from '../../source-facts';
import type { BuildFile } from '../../python-project/build-code';
import { environmentReads } from './environment-reads';

const MAX_RUNS = 40;
const VALUES = ['1', 'true', 'ON'];
/** Calls that make something to compile. */
const MAKER = /(?:^|\.)(?:\w*Extension|cythonize|mypycify)$/;
/** Compiles files that also work without it. */
const OPTIONAL = /(?:^|\.)mypycify$/;

export type ExtensionSwitch = NonNullable<SourceFacts['extensionSwitch']>;

interface Made {
  /** Calls that certainly happen. */
  certain: number;
  /** Others, of makers for files that work without them. */
  optional: number;
  others: number;
}

/** The environment variable without which a build compiles nothing; undefined if there is none. */
export function extensionSwitch(files: readonly BuildFile[]): ExtensionSwitch | undefined {
  const without = madeWith(files, {});
  if (without.certain > 0 || without.others > 0) return undefined;
  let left = MAX_RUNS;
  for (const { name, compared } of environmentReads(files)) {
    for (const value of new Set([...compared, ...VALUES])) {
      if (value === '' || left-- <= 0) continue;
      if (madeWith(files, { [name]: value }).certain > 0) return { name, value };
    }
  }
  return undefined;
}

function madeWith(files: readonly BuildFile[], environment: Record<string, string>): Made {
  const made: Made = { certain: 0, optional: 0, others: 0 };
  const surroundings = { environment, value: () => undefined, result: () => undefined };
  followBuild(files, surroundings, (path, _call, isCertain) => {
    if (!MAKER.test(path)) return;
    made[isCertain ? 'certain' : OPTIONAL.test(path) ? 'optional' : 'others']++;
  });
  return made;
}
