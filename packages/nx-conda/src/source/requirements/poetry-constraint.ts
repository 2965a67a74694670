const MAX_LENGTH = 200;

/**
 * Converts Poetry's constraint to PEP 440: `^1.2` is `>=1.2,<2`, `~1.2` is `>=1.2,<1.3`, `1.2` is `==1.2`, `*` is empty.
 * @returns undefined for alternatives and invalid constraints
 */
export function pep440Constraint(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const clauses = text
    .trim()
    .split(/\s*,\s*|(?<=[\w*])\s+(?=[<>=!~^])/)
    .filter((clause) => clause !== '')
    .map(clauseOf);
  if (clauses.includes(undefined)) return undefined;
  return clauses.filter((clause) => clause !== '').join(',');
}

function clauseOf(clause: string): string | undefined {
  const [, operator, version = ''] =
    /^(\^|~=|~|===?|!=|<=|>=|<|>|)\s*v?(\d[\w.!+-]*(?:\.\*)?|\*)$/.exec(clause) ?? [];
  if (operator === undefined) return undefined;
  if (version === '*') return '';
  if (operator === '^' || operator === '~') return rangeOf(operator, version);
  return operator === '' || operator === '=' ? `==${version}` : `${operator}${version}`;
}

function rangeOf(operator: '^' | '~', version: string): string | undefined {
  const numbers = /^\d+(?:\.\d+)*/.exec(version)?.[0].split('.').map(Number) ?? [];
  const first = numbers.findIndex((number) => number > 0);
  // `^0.0` keeps its last zero; `~1` keeps the major version.
  const kept = operator === '^' ? (first < 0 ? numbers.length - 1 : first) : Math.min(1, numbers.length - 1);
  const upper = numbers.slice(0, kept + 1).map((number, index) => (index === kept ? number + 1 : number));
  return `>=${version},<${upper.join('.')}`;
}
