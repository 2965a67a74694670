import { stripVTControlCharacters } from 'node:util';

/** A downstream test that rattler-build skipped. */
export interface UnrunTest {
  /** The match spec under `downstream`; `another package` if the log does not tell. */
  downstream: string;
  /** Why, in one line. */
  cause: string;
}

/** Matches only lines of the log itself: a test script may print the same words, but not after a level. */
const WARNING =
  /^(?:\d{4}-\S+ +)?WARN .*?Downstream test could not run\. Environment might be unsolvable:(.*(?:\n +[│├╰×].*)*)/gm;

/** rattler-build escapes the colors of an error that it puts into a warning. */
const ESCAPED_COLOR = /\\x1b\[[\d;]*m/g;

/** The specs passed to the solver; in a downstream test, the package that it names comes first. */
const SPECS = '  Specs:\n   - ';

/**
 * The downstream tests that were not run, from the log of a successful test: if the environment for one cannot be
 * created, both engines (0.74 and 0.73) only warn.
 */
export function unrunDownstreamTests(log: string): UnrunTest[] {
  const text = stripVTControlCharacters(log).replace(ESCAPED_COLOR, '');
  return [...text.matchAll(WARNING)].map((match) => ({
    downstream: lastFirstSpec(text.slice(0, match.index)) ?? 'another package',
    cause: inOneLine(match[1] ?? ''),
  }));
}

function lastFirstSpec(before: string): string | undefined {
  const at = before.lastIndexOf(SPECS);
  return at < 0 ? undefined : before.slice(at + SPECS.length).split('\n', 1)[0];
}

function inOneLine(cause: string): string {
  return cause
    .replace(/[│├╰▶─└×]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
