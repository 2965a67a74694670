import { ExplainedError } from '../../explained-error';
import { normalizeName } from '../requirements/normalize-name';
import { compareReleases, isPreRelease, isPythonVersion } from './release-order';
import type { IndexFile } from './simple-index';
import { shown } from '../valid-fields';
import { allowsVersion } from '../requirements/python-constraint';

export interface Sdist extends IndexFile {
  version: string;
}

/** The wanted version or constraint. */
export interface WantedSdist {
  name: string;
  version: string | undefined;
  constraint?: string;
}

/**
 * The sdist of a version, or of the newest release that is not yanked and that the constraint allows.
 * @throws ExplainedError if none matches, listing the available ones
 */
export function chooseSdist(
  files: readonly IndexFile[],
  { name, version, constraint = '' }: WantedSdist,
): Sdist {
  const sdists = sdistsIn(files, name);
  if (sdists.length === 0) throw withoutSdist(name, undefined);
  if (version !== undefined) return exactly(sdists, name, version);
  if (constraint === '') return newest(sdists, name);
  return newest(allowed(sdists, name, constraint), `${name} that match ${shown(constraint)}`);
}

export function hasSdist(files: readonly IndexFile[], name: string): boolean {
  return sdistsIn(files, name).length > 0;
}

function sdistsIn(files: readonly IndexFile[], name: string): Sdist[] {
  return files.flatMap((file) => {
    const found = versionOfFile(file.filename, name);
    return found === undefined ? [] : [{ ...file, version: found }];
  });
}

function allowed(sdists: readonly Sdist[], name: string, constraint: string): Sdist[] {
  const found = sdists.filter(({ version }) => allowsVersion(constraint, version));
  if (found.length > 0) return found;
  throw new ExplainedError(`The package index has no sdist of ${name} that matches ${shown(constraint)}.`, [
    `Use one of these versions: ${newestOf(sdists).join(', ')}`,
  ]);
}

/** The version in a file name: `Some_Name-1.2.tar.gz` of `some-name` is `1.2`. */
function versionOfFile(filename: string, name: string): string | undefined {
  const base = /^(.+)\.(tar\.gz|tgz|zip)$/.exec(filename)?.[1] ?? '';
  const dashes = [...base.matchAll(/-/g)].map(({ index }) => index);
  const at = dashes.find(
    (index) =>
      normalizeName(base.slice(0, index)) === normalizeName(name) && isPythonVersion(base.slice(index + 1)),
  );
  return at === undefined ? undefined : base.slice(at + 1);
}

/** @param what the sdists, for the message: `name`, or `name that match ">=2"` */
function newest(sdists: readonly Sdist[], what: string): Sdist {
  const kept = sdists.filter(({ yanked }) => yanked === undefined);
  const releases = kept.filter(({ version }) => !isPreRelease(version));
  const last = best(releases.length > 0 ? releases : kept);
  if (last) return last;
  throw new ExplainedError(`All sdists of ${what} in the package index are yanked.`, [
    'Use the Git repository of the source. For a new recipe, pass --from=git:<url>@<tag>',
  ]);
}

function exactly(sdists: readonly Sdist[], name: string, version: string): Sdist {
  const same = sdists.filter(
    (one) => isPythonVersion(version) && compareReleases(one.version, version) === 0,
  );
  const chosen = best(same);
  if (!chosen) {
    const versions = newestOf(sdists);
    throw new ExplainedError(`The package index has no sdist of ${name} ${version}.`, [
      ...(versions.length > 0 ? [`Use one of these versions: ${versions.join(', ')}`] : []),
      'To build exactly this version, use the Git repository of the source. For a new recipe, pass --from=git:<url>@<tag>',
    ]);
  }
  if (chosen.yanked === undefined) return chosen;
  const others = newestOf(sdists);
  const reason = /^[\x20-\x7e]{1,200}$/.test(chosen.yanked) ? `: ${chosen.yanked}` : ', without a reason';
  throw new ExplainedError(`${name} ${version} is yanked${reason}.`, [
    others.length > 0
      ? `Use one of these versions: ${others.join(', ')}`
      : 'Use the Git repository of the source.',
  ]);
}

/** The newest; for the same version, the `.tar.gz`. */
function best(sdists: readonly Sdist[]): Sdist | undefined {
  const isTar = ({ filename }: Sdist) => Number(!filename.endsWith('.zip'));
  return [...sdists].sort((a, b) => compareReleases(a.version, b.version) || isTar(a) - isTar(b)).at(-1);
}

function newestOf(sdists: readonly Sdist[]): string[] {
  const offered = sdists.filter(({ version, yanked }) => yanked === undefined && !isPreRelease(version));
  const versions = [...new Set(offered.map(({ version }) => version))].sort(compareReleases);
  return versions.reverse().slice(0, 5);
}

/** @param repository of the source, if known */
export function withoutSdist(name: string, repository: string | undefined): ExplainedError {
  const [, plain] = /^(.+)-cu(?:da)?\d+x?$/.exec(name) ?? [];
  return new ExplainedError(`The package index has no sdist of ${name}: only wheels, or no files.`, [
    ...(plain === undefined
      ? []
      : [
          `The wheels of ${name} are for one CUDA release. For a new recipe, try --from=pypi:${plain}, which may have the source.`,
        ]),
    `Use the Git repository of the source. For a new recipe, pass --from=git:${repository ?? '<url>'}@<tag>`,
  ]);
}
