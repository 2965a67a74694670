import type { ResolvedPackage } from '../recipe/facts/resolved-environments';
import type { PackageReport } from '../record/build-report';
import type { ProjectFolder } from './project-folder';
import type { ReportedPackage } from './run-report';

/** A report lists at most so many paths of a package, and of all packages together; `files.json` has them all. */
const MOST_OF_PACKAGE = 1000;
const MOST_OF_RUN = 100_000;

/** How many paths a report lists for each package. */
export function filesPerPackage(folders: Iterable<ProjectFolder>): number {
  const counts = [...folders].map(({ build }) => build?.report.packages.length ?? 0);
  const packages = counts.reduce((sum, count) => sum + count, 0);
  return Math.min(MOST_OF_PACKAGE, Math.floor(MOST_OF_RUN / Math.max(1, packages)));
}

/** The packages of a project, as in a report of a run; labels are empty. @param mostFiles of each package */
export function packageEntries({ folder, build }: ProjectFolder, mostFiles: number): ReportedPackage[] {
  if (build === undefined) return [];
  return build.report.packages.map((built) => ({
    ...identityOf(built),
    path: `${folder}/${built.file}`,
    ...(build.digests[built.file] !== undefined && { digest: build.digests[built.file] }),
    label: '',
    // A build of an earlier version of nx-conda lacks some of these.
    depends: built.depends ?? [],
    runExports: built.runExports ?? {},
    resolved: { build: built.resolved.build.map(asText), host: built.resolved.host.map(asText) },
    fileCount: built.fileCount ?? 0,
    files: (build.files[built.file] ?? []).slice(0, mostFiles),
  }));
}

function identityOf(
  built: PackageReport,
): Pick<ReportedPackage, 'name' | 'version' | 'buildString' | 'subdir' | 'size' | 'sha256' | 'variant'> {
  const { name, version, buildString, subdir, size, sha256, variant } = built;
  return { name, version, buildString, subdir, size, sha256, variant };
}

function asText({ name, version, build }: ResolvedPackage): string {
  return `${name} ${version} ${build}`;
}

/**
 * Sets the labels: the variant keys, with values, in which packages of the same name differ.
 * @param packages all of a run; changed in place.
 */
export function labelPackages(packages: ReportedPackage[]): void {
  const byName = new Map<string, ReportedPackage[]>();
  for (const entry of packages) byName.set(entry.name, [...(byName.get(entry.name) ?? []), entry]);
  for (const same of byName.values()) {
    const keys = differingKeys(same.map(({ variant }) => variant));
    for (const entry of same) {
      const pairs = keys.filter((key) => key in entry.variant).map((key) => `${key}=${entry.variant[key]}`);
      entry.label = pairs.join(' ');
    }
  }
}

function differingKeys(variants: Record<string, string>[]): string[] {
  const keys = [...new Set(variants.flatMap((variant) => Object.keys(variant)))].sort();
  return keys.filter((key) => variants.some((variant) => variant[key] !== variants[0]?.[key]));
}

/** The variant keys and values that all packages share. */
export function sharedVariant(packages: ReportedPackage[]): Record<string, string> {
  const [first, ...others] = packages.map(({ variant }) => variant);
  const shared = Object.entries(first ?? {}).filter(([key, value]) =>
    others.every((variant) => variant[key] === value),
  );
  return Object.fromEntries(shared);
}
