import type { Found } from './project-facts';

/** Something that CMake downloads during the build. */
export interface Download {
  name: string;
  /** `CMakeLists.txt:12` */
  place: string;
}

const MAX_DOWNLOADS = 20;

/** What a build downloads, or may download: not what find_package finds instead. */
export function downloadsOf({ declared, made }: Found): Download[] {
  const alive = declared.filter(({ guard }) => guard.reached !== 'no');
  const used = made.filter(({ guard }) => guard.reached !== 'no').map(({ name }) => name.toLowerCase());
  // A name with a variable may be any.
  const isAny = used.some((name) => name.includes('$'));
  const found = alive.filter(
    ({ name, isUsed }) => isUsed || isAny || used.includes(name.toLowerCase()) || name.includes('$'),
  );
  const byName = new Map(found.map(({ name, at }) => [name, { name, place: at }]));
  return [...byName.values()].slice(0, MAX_DOWNLOADS);
}

/** Whether a declaration names an address. */
export function hasAddress(words: readonly string[]): boolean {
  return words.some((word) =>
    /^(URL|GIT_REPOSITORY|SVN_REPOSITORY|HG_REPOSITORY|CVS_REPOSITORY|GITHUB_REPOSITORY|GITLAB_REPOSITORY|BITBUCKET_REPOSITORY|DOWNLOAD_COMMAND)$/.test(
      word,
    ),
  );
}
