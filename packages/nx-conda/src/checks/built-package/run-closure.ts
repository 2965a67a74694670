import { packageName } from '../../recipe/read/package-name';
import type { Installed, InstalledPackage } from './installed-packages';

/** What gets installed with a package, as far as it is known. */
export interface RunClosure {
  packages: InstalledPackage[];
  /** Every name, known or not. */
  names: ReadonlySet<string>;
  /** Packages that may bring more: nobody knows their files. */
  unknown: string[];
}

/** Packages that have no library and need none that has; names with `__` in front are the machine's. */
const WITHOUT_LIBRARIES =
  /^(__.*|python_abi|cuda-version|tzdata|ca-certificates|_libgcc_mutex|cpython|python-gil)$/;

/** Packages that are there for others alone (pytorch-cpu-feedstock). */
const METAPACKAGES: ReadonlyMap<string, string[]> = new Map([
  ['pytorch-cpu', ['pytorch']],
  ['pytorch-gpu', ['pytorch']],
]);

/**
 * The run dependencies and theirs. The build's environments stand in for the one that the package will run in.
 * @param depends match specs.
 * @param sources looked through in this order.
 */
export function runClosure(depends: string[], sources: Installed[]): RunClosure {
  const names = new Set(depends.map(packageName));
  const packages: InstalledPackage[] = [];
  const unknown: string[] = [];
  // A set that grows is walked to its end.
  for (const name of names) {
    const found = sources.find((source) => source.has(name))?.get(name);
    const depends = found?.depends ?? METAPACKAGES.get(name);
    if (found) packages.push(found);
    if (depends) for (const spec of depends) names.add(packageName(spec));
    else if (!WITHOUT_LIBRARIES.test(name)) unknown.push(name);
  }
  return { packages, names, unknown };
}
