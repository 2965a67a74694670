import { compareVersions, satisfies, versionConstraint } from '../../knowledge/versions';

/**
 * The constraint in a requirement, changed to allow a version: `==0.7.11` becomes `==0.8.2`, `>=0.7,<0.8` becomes
 * `>=0.8.2,<0.9`, `0.7.*` becomes `0.8.*`. A constraint that already allows it stays.
 * @param requirement as written, including the build string
 * @returns the requirement, or undefined if no change is needed or possible
 */
export function movedPin(requirement: string, version: string): string | undefined {
  const constraint = versionConstraint(requirement);
  if (constraint === '' || /[|{}]/.test(constraint) || satisfies(version, constraint) === true)
    return undefined;
  const parts = constraint.split(',');
  const lower = parts.map((part) => moved(part, version));
  if (lower.includes(undefined)) return undefined;
  const after = lower.join(',');
  if (isNumeric(version) && satisfies(version, after) !== true) return undefined;
  return requirement.includes(constraint) ? requirement.replace(constraint, () => after) : undefined;
}

/** The first version in a constraint, for Nx to show; undefined if none. */
export function pinnedVersion(requirement: string): string | undefined {
  const constraint = versionConstraint(requirement);
  return constraint === '' || constraint === '*' ? undefined : constraint;
}

/** One part of a constraint, `<0.8` or `0.7.*`. */
interface Part {
  operator: string;
  /** Without the star. */
  written: string;
  star: string;
  /** The number of parts. */
  length: number;
}

function moved(text: string, version: string): string | undefined {
  const [, operator = '', written = '', star = ''] =
    /^(>=|<=|==|!=|~=|[<>=]?)(\d+(?:\.\d+)*(?:[._]?[a-z]+\d*)?)(\.?\*)?$/.exec(text) ?? [];
  if (written === '') return undefined;
  const part = { operator, written, star, length: written.split('.').length };
  return (ranges[operator] ?? pin)(part, version) ?? text;
}

/** Undefined if unchanged. */
const ranges: Record<string, ((part: Part, version: string) => string | undefined) | undefined> = {
  '!=': () => undefined,
  '<': ({ written, length }, version) =>
    compare(version, written) < 0 ? undefined : `<${nextAfter(version, length)}`,
  '<=': ({ written }, version) => (compare(version, written) <= 0 ? undefined : `<=${version}`),
  '>': (_part, version) => `>=${version}`,
  '>=': (_part, version) => `>=${version}`,
};

function pin({ operator, star, length }: Part, version: string): string {
  const isPrefix = star !== '' || operator === '=' || operator === '~=';
  return `${operator}${isPrefix ? prefix(version, length) : version}${star}`;
}

/** The lowest version that differs in the first `length` parts: 0.9 after 0.8.2. */
function nextAfter(version: string, length: number): string {
  const parts = prefix(version, length).split('.').map(Number);
  return [...parts.slice(0, -1), (parts.at(-1) ?? 0) + 1].join('.');
}

function prefix(version: string, length: number): string {
  const parts = release(version).split('.');
  return Array.from({ length }, (_, index) => parts[index] ?? '0').join('.');
}

function compare(version: string, written: string): number {
  return compareVersions(release(version), release(written));
}

/** Without the pre-release part: 0.8.0 for 0.8.0rc1. */
function release(version: string): string {
  return /^\d+(\.\d+)*/.exec(version)?.[0] ?? '0';
}

function isNumeric(version: string): boolean {
  return /^[\d.]+$/.test(version);
}
