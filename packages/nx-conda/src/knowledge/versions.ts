/**
 * Whether a version satisfies a constraint: `>=12.6,<12.7`, `12.6.*`, `==2.7`, `>=1|0.5`. Numbers and dots only, enough
 * for the releases of CUDA and PyTorch; undefined if the constraint contains anything else.
 */
export function satisfies(version: string, constraint: string): boolean | undefined {
  const alternatives = constraint.split('|').map((part) => allOf(version, part));
  if (alternatives.includes(undefined)) return undefined;
  return alternatives.includes(true);
}

/** -1, 0 or 1; a missing part counts as 0. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

/** The version constraint of a match spec, without name and build string; empty if it has none. */
export function versionConstraint(spec: string): string {
  const rest = spec.slice(spec.lastIndexOf('::') + 1).replace(/\[.*\]\s*$/, '');
  const after = /^:?\s*[^\s=<>!~|,]+\s*(.*)$/.exec(rest.trim())?.[1]?.trim() ?? '';
  // A space after an operator or a comma belongs to the version; the next word is the build string.
  const [version = ''] = after
    .replace(/([<>=!~,|])\s+/g, '$1')
    .replace(/\s+([,|<>=!~])/g, '$1')
    .split(/\s/);
  return version;
}

function allOf(version: string, constraint: string): boolean | undefined {
  const results = constraint.split(',').map((part) => one(version, part.trim()));
  if (results.includes(undefined)) return undefined;
  return !results.includes(false);
}

function one(version: string, constraint: string): boolean | undefined {
  if (constraint === '' || constraint === '*') return true;
  const [, operator = '', written = ''] =
    /^(>=|<=|==|!=|~=|[<>=]?)([\d.]+(?:\.\*|\*)?)$/.exec(constraint) ?? [];
  if (written === '') return undefined;
  const wanted = written.replace(/\.?\*$/, '');
  return comparisons[operator]?.(version, wanted, written !== wanted);
}

const comparisons: Record<
  string,
  ((version: string, wanted: string, isPrefix: boolean) => boolean) | undefined
> = {
  '>=': (version, wanted) => compareVersions(version, wanted) >= 0,
  '<=': (version, wanted) => compareVersions(version, wanted) <= 0,
  '>': (version, wanted) => compareVersions(version, wanted) > 0,
  '<': (version, wanted) => compareVersions(version, wanted) < 0,
  '==': equal,
  '!=': (version, wanted, isPrefix) => !equal(version, wanted, isPrefix),
  '=': (version, wanted) => hasPrefix(version, wanted),
  '': equal,
  '~=': (version, wanted) =>
    compareVersions(version, wanted) >= 0 && hasPrefix(version, wanted.split('.').slice(0, -1).join('.')),
};

function equal(version: string, wanted: string, isPrefix: boolean): boolean {
  return isPrefix ? hasPrefix(version, wanted) : compareVersions(version, wanted) === 0;
}

function hasPrefix(version: string, prefix: string): boolean {
  const [all, first] = [parts(version), parts(prefix)];
  return first.every((part, index) => part === (all[index] ?? 0));
}

function parts(version: string): number[] {
  return version
    .split('.')
    .filter((part) => part !== '')
    .map(Number);
}
