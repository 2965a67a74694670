import type { Finding } from '../finding';
import { positionIn } from '../../recipe/parts/position';
import type { Rule } from '../rule';

/** The parts of a rule that a report describes. */
type ReportedRule = Pick<Rule, 'id' | 'summary' | 'severity'>;

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/**
 * A log in SARIF 2.1.0 (OASIS, 2020), with fixes. Columns count UTF-16 units, as everywhere in nx-conda.
 * @param version of nx-conda
 * @param project GitHub shows the findings of several logs together only if each log has another id.
 */
export function findingsSarif(
  findings: readonly Finding[],
  rules: readonly ReportedRule[],
  { version, project }: { version: string; project: string },
): string {
  const log = {
    version: '2.1.0',
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    runs: [
      {
        tool: { driver: { name: 'nx-conda', version, rules: rules.map(ruleOf) } },
        automationDetails: { id: `conda-check/${project}/` },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => resultOf(finding, rules)),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

function ruleOf({ id, summary, severity }: ReportedRule) {
  return { id, shortDescription: { text: `${summary}.` }, defaultConfiguration: { level: LEVELS[severity] } };
}

function resultOf(finding: Finding, rules: readonly ReportedRule[]) {
  const { rule, severity, at, line, column, endLine, endColumn, message, why, help } = finding;
  const ruleIndex = rules.findIndex(({ id }) => id === rule);
  return {
    ruleId: rule,
    ...(ruleIndex >= 0 && { ruleIndex }),
    level: LEVELS[severity],
    message: { text: [message, why, ...help].join('\n') },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(at.file.path) },
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
    ...fixesOf(finding),
  };
}

/** None if the fix also edits another file, whose lines are unknown here: half a fix is useless. */
function fixesOf({ fix, at }: Finding) {
  if (!fix || fix.edits.length === 0 || fix.edits.some(({ path }) => path !== at.file.path)) return {};
  const replacements = fix.edits.map(({ start, end, text }) => {
    const [from, to] = [positionIn(at.file, start), positionIn(at.file, end)];
    return {
      deletedRegion: {
        startLine: from.line,
        startColumn: from.column,
        endLine: to.line,
        endColumn: to.column,
      },
      insertedContent: { text },
    };
  });
  const artifactLocation = { uri: uriOf(at.file.path) };
  return {
    fixes: [
      {
        description: { text: `${fix.description}.` },
        artifactChanges: [{ artifactLocation, replacements }],
      },
    ],
  };
}

function uriOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
