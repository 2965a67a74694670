import type { PythonRequirement } from '../source-facts';

export type Unread = 'version' | 'requires';

/** What one file says of a distribution. What it does not say is undefined. Not validated. */
export interface Distribution {
  /** The file, relative to the top folder. */
  file: string;
  name?: string;
  version?: string;
  summary?: string;
  homepage?: string;
  /** Free text, or an SPDX expression. */
  license?: string;
  classifiers?: string[];
  requires?: PythonRequirement[];
  buildRequires?: PythonRequirement[];
  requiresPython?: string;
  /** Console scripts: `name = module:function`. */
  entryPoints?: string[];
  layout?: Layout;
  /** Fields that it gives in a way that cannot be told without running it: `version`, `requires`. */
  unread: Unread[];
}

/** Where its modules are. */
export interface Layout {
  /** Import names, where they are listed. */
  packages?: string[];
  modules?: string[];
  /** Folder for the packages in it that are not listed: `src`. */
  root?: string;
  /** Packages that are left out. */
  excluded?: string[];
  /** Whether all packages that are found are installed, and not only the one with the name of the distribution. */
  findsAll?: boolean;
}

/** The first that says something of each field has the last word. */
export function mergeDistributions(distributions: readonly Distribution[]): Omit<Distribution, 'file'> {
  const merged = Object.assign({ unread: [] }, ...distributions.map(givenOf).reverse()) as Distribution;
  const fields = new Set(distributions.flatMap(({ unread }) => unread));
  const unread = [...fields].filter((field) => {
    const first = distributions.find((one) => one[field] !== undefined);
    return first ? first.unread.includes(field) : true;
  });
  return { ...merged, unread };
}

function givenOf(distribution: Distribution): Partial<Distribution> {
  return Object.fromEntries(
    Object.entries(distribution).filter(([field, value]) => field !== 'file' && value !== undefined),
  );
}
