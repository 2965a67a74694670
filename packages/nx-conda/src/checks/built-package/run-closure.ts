import { packageName } from '../../recipe/parts/package-name';
import type { Installed, InstalledPackage } from './installed-packages';

/** The packages installed along with a package, as far as known. */
export interface RunClosure {
  packages: InstalledPackage[];
  /** Every name, known or not. */
  names: ReadonlySet<string>;
  /** Packages with unknown files, which may provide more. */
  unknown: string[];
}

/** Packages that have no libraries and need none; names that begin with `__` are virtual packages. */
const WITHOUT_LIBRARIES =
  /^(__.*|python_abi|cuda-version|tzdata|ca-certificates|_libgcc_mutex|cpython|python-gil)$/;

/** Packages that only depend on others (pytorch-cpu-feedstock). */
const METAPACKAGES: ReadonlyMap<string, string[]> = new Map([
  ['pytorch-cpu', ['pytorch']],
  ['pytorch-gpu', ['pytorch']],
]);

/**
 * The run dependencies and theirs. The build's environments stand in for the later run environment.
 * @param depends match specs.
 * @param sources searched in this order.
 */
export function runClosure(depends: string[], sources: Installed[]): RunClosure {
  const names = new Set(depends.map(packageName));
  const packages: InstalledPackage[] = [];
  const unknown: string[] = [];
  // The loop also visits names that it adds to the set.
  for (const name of names) {
    const found = sources.find((source) => source.has(name))?.get(name);
    const depends = found?.depends ?? METAPACKAGES.get(name);
    if (found) packages.push(found);
    if (depends) for (const spec of depends) names.add(packageName(spec));
    else if (!WITHOUT_LIBRARIES.test(name)) unknown.push(name);
  }
  return { packages, names, unknown };
}
