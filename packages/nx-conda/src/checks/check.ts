import type { Finding, Problem, Severity } from './finding';
import { covers, type IgnoreComment, ignoreComments } from './ignore-comments';
import { positionIn } from '../recipe/parts/position';
import type { Rule } from './rule';
import { RULES } from './rules';
import type { Subject } from './subject';
import type { CheckedFile } from '../recipe/yaml/place';

/** Severities of rules from the options, or `off`. */
export type Severities = Readonly<Record<string, Severity | 'off'>>;

/** Rules about comments that ignore findings; they do not look at the recipe. */
export const COMMENT_RULES = {
  'ignore-without-reason': 'A comment ignores a finding without a reason',
  'unused-ignore': 'A comment ignores a finding that does not exist',
} as const;

/** All findings in a recipe that no comment ignores, ordered by file and line. */
export function check(
  subject: Subject,
  severities: Severities = {},
  rules: readonly Rule[] = RULES,
): Finding[] {
  const found = rules
    .filter(({ id }) => severities[id] !== 'off')
    .flatMap((rule) => [...rule.check(subject)].map((problem) => findingOf(problem, rule, severities)));
  const comments = new Map<CheckedFile, IgnoreComment[]>();
  const commentsOf = (file: CheckedFile) => {
    const known = comments.get(file) ?? ignoreComments(file);
    comments.set(file, known);
    return known;
  };
  [subject.file, ...subject.scripts.map(({ file }) => file)].forEach(commentsOf);
  const kept = found.filter((finding) => !isExplained(finding, found));
  const left = kept.filter((finding) => !isIgnored(finding, commentsOf(finding.at.file)));
  const remarks = aboutComments(
    [...comments.values()].flat(),
    severities,
    new Set(rules.map(({ id }) => id)),
  );
  return inOrder(withoutRepetition([...left, ...remarks]), subject.file);
}

/** A rule that knows more about the mistake replaces the error of rattler-build. */
function isExplained({ rule, at, line, message }: Finding, found: readonly Finding[]): boolean {
  if (rule !== 'not-rendered') return false;
  return found.some(
    (other) =>
      other.severity === 'error' &&
      other.rule !== rule &&
      ((other.at.file === at.file && other.line === line) ||
        (other.rule === 'zip-key-lengths' && /zip.?key/i.test(message)) ||
        (other.rule === 'unknown-key' && /unknown (top-level )?field/.test(message))),
  );
}

function findingOf(problem: Problem, rule: Pick<Rule, 'id' | 'severity'>, severities: Severities): Finding {
  const { line, column } = positionIn(problem.at.file, problem.at.start);
  const end = positionIn(problem.at.file, problem.at.end);
  const configured = severities[rule.id];
  return {
    ...problem,
    rule: rule.id,
    severity:
      configured !== undefined && configured !== 'off' ? configured : (problem.severity ?? rule.severity),
    ...{ line, column, endLine: end.line, endColumn: end.column },
  };
}

function isIgnored({ rule, line }: Finding, comments: IgnoreComment[]): boolean {
  const covering = comments.filter((comment) => covers(comment, rule, line));
  covering.forEach((comment) => (comment.isUsed = true));
  return covering.length > 0;
}

function aboutComments(
  comments: IgnoreComment[],
  severities: Severities,
  known: ReadonlySet<string>,
): Finding[] {
  const remark = (id: keyof typeof COMMENT_RULES, severity: Severity, problem: Problem) =>
    severities[id] === 'off' ? [] : [findingOf(problem, { id, severity }, severities)];
  return comments.flatMap((comment) => {
    const isOff = comment.ids.some((id) => severities[id] === 'off');
    return [
      ...(comment.reason === '' ? remark('ignore-without-reason', 'warning', withoutReason(comment)) : []),
      ...(comment.isUsed || isOff ? [] : remark('unused-ignore', ...unused(comment, known))),
    ];
  });
}

function withoutReason({ at, ids }: IgnoreComment): Problem {
  return {
    at,
    message: `The comment ignores ${ids.join(', ')} without a reason.`,
    why: 'Without a reason, readers cannot see when the comment is no longer needed.',
    help: [
      'Write the reason after a colon, for example `# nx-conda-ignore missing-tests: the package holds data only`.',
    ],
  };
}

function unused({ at, ids }: IgnoreComment, known: ReadonlySet<string>): [Severity, Problem] {
  const unknown = ids.filter((id) => !known.has(id));
  const isRemark = unknown.some((id) => id in COMMENT_RULES);
  const found =
    unknown.length > 0
      ? `No rule is called ${unknown.join(' or ')}`
      : `No finding of ${ids.join(' or ')} here`;
  const problem = {
    at,
    message: isRemark
      ? 'A comment cannot ignore findings about comments.'
      : `${found}: the comment ignores nothing.`,
    why: unknown.length > 0 ? 'The comment has no effect.' : 'The comment would hide later findings here.',
    help: isRemark
      ? [
          'To hide findings about comments, set the rule ignore-without-reason or unused-ignore to off in the option `checks` of nx-conda in nx.json.',
        ]
      : [
          'If the comment is meant for another finding, correct the name of the rule, and check that the comment is on the line of that finding or on the line above.',
          'Otherwise, delete the comment.',
        ],
  };
  return [unknown.length > 0 ? 'warning' : 'info', problem];
}

/** Shared parts are checked for every output, so a finding may repeat. */
function withoutRepetition(findings: Finding[]): Finding[] {
  const key = ({ rule, at, message }: Finding) => `${rule}\n${at.file.path}:${at.start}\n${message}`;
  return [...new Map(findings.map((finding) => [key(finding), finding])).values()];
}

function inOrder(findings: Finding[], first: CheckedFile): Finding[] {
  const rank = ({ at }: Finding) => (at.file.path === first.path ? '' : at.file.path);
  return findings.sort(
    (a, b) =>
      rank(a).localeCompare(rank(b), 'en') || a.at.start - b.at.start || a.rule.localeCompare(b.rule, 'en'),
  );
}
