import type { PythonRequirement } from '../source-facts';

export type Unread = 'version' | 'requires';

/** The facts about a distribution in one file, not validated. Missing ones are undefined. */
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
  /** Paths of programs: `bin/thing`. */
  scripts?: string[];
  layout?: Layout;
  /** Fields that cannot be determined without running it: `version`, `requires`. */
  unread: Unread[];
}

/** The location of its modules. */
export interface Layout {
  /** Import names, if listed. */
  packages?: string[];
  /** Folders of listed packages that are not at their names: `{ acme: 'src/acme' }`. */
  folders?: Readonly<Record<string, string>>;
  modules?: string[];
  /** The module that a compiler makes: `acme._native`. */
  compiled?: string;
  /** Folder of packages that are not listed: `src`. */
  root?: string;
  /** Patterns of found packages: `acme*`; undefined for all. */
  included?: string[];
  /** Patterns of excluded packages. */
  excluded?: string[];
  /** Whether all found packages are installed, not only the one named like the distribution. */
  findsAll?: boolean;
}

/** For each field, the first file that has it wins. */
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
