import { formatBytes } from '../record/units';
import { type Row, rowsOf, shortRows } from './rows';
import type { RunReport, TaskReport } from './run-report';
import { plural, sentencesOf } from './summary';

const COLUMNS: { key: keyof Row; title: string; right?: boolean }[] = [
  { key: 'project', title: 'project' },
  { key: 'package', title: 'package' },
  { key: 'variant', title: 'variant' },
  { key: 'size', title: 'size', right: true },
  { key: 'status', title: 'result' },
  { key: 'time', title: 'time', right: true },
  { key: 'saved', title: 'saved', right: true },
];

/** GitHub refuses a summary of more than 1 MiB; a row has about 100 bytes. */
const MAX_ROWS = 2000;

/** A run as GitHub-flavored Markdown, with a line break at the end. */
export function markdownReport(report: RunReport): string {
  const { rows, leftOut } = shortRows(report);
  const { outputRoot } = report;
  const failed = report.tasks.filter(({ status }) => status === 'failed');
  const parts = [
    `## Conda packages: ${escaped(report.workspace)}`,
    sentencesOf(report)
      .map((line) => escaped(line))
      .join('  \n'),
    ...failed.map(failurePart),
    ...(rows.length > 0 ? [table(rows)] : []),
    ...(leftOut
      ? [folded(`${plural(leftOut.packages, 'reused package')}, ${formatBytes(leftOut.bytes)}`, report)]
      : []),
    `The packages are in \`${outputRoot}/<project>\`.`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function failurePart({ id, failure, log }: TaskReport): string {
  const steps = failure?.steps.map((step, index) => `${index + 1}. ${step}`) ?? [];
  const text = [failure?.cause ?? '', ...steps].join('\n');
  return [
    `**${escaped(id)} failed**${log === undefined ? '' : ` (log: ${escaped(log)})`}`,
    '',
    fenced(text),
  ].join('\n');
}

function folded(title: string, { tasks }: RunReport): string {
  const reused = tasks.filter(({ status }) => status === 'reused' || status === 'remote');
  return `<details><summary>${title}</summary>\n\n${table(rowsOf(reused))}\n\n</details>`;
}

function table(rows: Row[]): string {
  const shown = COLUMNS.filter(({ key }) => rows.some((row) => row[key] !== ''));
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(shown.map(({ title }) => title)),
    line(shown.map(({ right }) => (right ? '--:' : '---'))),
    ...rows.slice(0, MAX_ROWS).map((row) => line(shown.map(({ key }) => escaped(row[key])))),
  ].join('\n');
}

/** Longer than any row of backticks in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

/** Texts come from recipes and logs: none of their characters may format, link, mention or start a tag. */
export function escaped(text: string): string {
  return text
    .replace(/[\r\n\u2028\u2029]+/g, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_[\]|~>$]/g, '\\$&');
}
