import { oneLine } from '../text/untrusted-text';

/** A version constraint in conda's syntax. */
export interface CondaConstraint {
  /** `>=1.0,<2`; empty for any version. */
  text: string;
  /** Parts that conda cannot express, as written. */
  lost: string[];
}

/** PEP 440, with optional epoch, local version and leading `v`. */
const CLAUSE =
  /^(?<operator>===|~=|==|!=|<=|>=|<|>)v?(?<release>(?:\d+!)?\d+(?:\.\d+)*)(?<suffix>(?:[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview|post|rev|r|dev)(?:[-_.]?\d+)?)*)(?<star>\.\*)?(?:\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?$/i;
const MAX_CLAUSES = 20;

/**
 * Converts PEP 440 (https://peps.python.org/pep-0440) to CEP 29's match specs. Drops local versions (`+cu118`): they
 * describe the build of a wheel, which conda does in the build string.
 */
export function condaConstraint(constraint: string): CondaConstraint {
  const clauses = oneLine(constraint, 1000)
    .split(',')
    .map((clause) => clause.replace(/\s+/g, ''))
    .filter((clause) => clause !== '' && clause !== '*');
  const converted = clauses.slice(0, MAX_CLAUSES).map((clause) => [clause, convert(clause)] as const);
  return {
    text: converted.flatMap(([, text]) => text ?? []).join(','),
    lost: converted.filter(([, text]) => text === undefined).map(([clause]) => clause),
  };
}

function convert(clause: string): string | undefined {
  const groups = CLAUSE.exec(clause)?.groups as Clause | undefined;
  if (!groups) return undefined;
  const operator = groups.operator === '===' ? '==' : groups.operator;
  const version = groups.release + normalised(groups.suffix);
  if (groups.star !== undefined) return prefix(operator, version);
  // `~=` needs at least two numbers.
  return operator === '~=' && !/\d\.\d/.test(groups.release) ? undefined : `${operator}${version}`;
}

interface Clause {
  operator: string;
  release: string;
  suffix: string;
  star: string | undefined;
}

/** `>=1.*` means `>=1`. */
function prefix(operator: string, version: string): string {
  if (operator === '==') return `${version}.*`;
  return operator === '!=' ? `!=${version}.*` : `${operator}${version}`;
}

const SPELLINGS: Readonly<Record<string, string>> = {
  ...{ alpha: 'a', beta: 'b', c: 'rc', pre: 'rc', preview: 'rc', rev: '.post', r: '.post' },
  ...{ post: '.post', dev: '.dev' },
};

/** `-beta.1` becomes `b1`: conda treats each spelling as a different version. */
function normalised(suffix: string): string {
  return suffix
    .toLowerCase()
    .replace(/[-_.]?([a-z]+)(?:[-_.]?(\d+))?/g, (_all, name: string, number = '0') => {
      return `${SPELLINGS[name] ?? name}${number}`;
    });
}
