import { createColors } from 'picocolors';
import { formatBytes } from '../record/units';
import { type Row, shortRows } from './rows';
import type { Failure, RunReport, TaskReport, TaskStatus } from './run-report';
import { plural, sentencesOf } from './summary';
import { type Cell, type Column, cut, textTable } from './text-table';

export interface Terminal {
  /** Characters in a line. */
  columns: number;
  colors: boolean;
}

type Colors = ReturnType<typeof createColors>;

const COLUMNS: (Column & { key: keyof Row })[] = [
  { key: 'project', title: 'project' },
  { key: 'package', title: 'package' },
  { key: 'variant', title: 'variant', optional: 1 },
  { key: 'size', title: 'size', right: true, optional: 2 },
  { key: 'status', title: 'result' },
  { key: 'time', title: 'time', right: true },
  { key: 'saved', title: 'saved', right: true, optional: 3 },
];

/** More failures are only in the files of the report. */
const MAX_FAILURES = 10;
const MAX_CAUSE_LINES = 6;

/**
 * A run as text for the terminal, with a line break at the end.
 * @param page path of report.html; undefined if it was not written
 */
export function terminalReport(report: RunReport, { columns, colors }: Terminal, page?: string): string {
  const paint = createColors(colors);
  const { rows, leftOut } = shortRows(report);
  const table = textTable(
    COLUMNS,
    rows.map((row) => cellsOf(row, paint)),
    columns,
  );
  const [header = '', ...lines] = table;
  const failed = report.tasks.filter((task) => task.failure);
  return [
    ...(rows.length > 0 ? [paint.dim(header), ...lines] : []),
    ...(leftOut
      ? [paint.dim(`and ${plural(leftOut.packages, 'reused package')}, ${formatBytes(leftOut.bytes)}`)]
      : []),
    ...(rows.length > 0 || leftOut ? [''] : []),
    ...failed.slice(0, MAX_FAILURES).flatMap((task) => failureLines(task, paint, columns)),
    ...(failed.length > MAX_FAILURES
      ? [`${plural(failed.length - MAX_FAILURES, 'more task')} failed: see the report.`, '']
      : []),
    ...sentencesOf(report).map(printable),
    ...placesOf(report, page),
    '',
  ].join('\n');
}

function cellsOf(row: Row, paint: Colors): Cell[] {
  return COLUMNS.map(({ key }) => {
    if (key === 'status') return { text: row.status, paint: colorOf(row.status, paint) };
    return { text: printable(row[key]) };
  });
}

function colorOf(status: TaskStatus, paint: Colors): (text: string) => string {
  const color = {
    ...{ built: paint.green, tested: paint.green, reused: paint.cyan, remote: paint.magenta },
    ...{ failed: paint.red, skipped: paint.yellow },
  };
  return color[status];
}

function failureLines(task: TaskReport, paint: Colors, columns: number): string[] {
  const { cause }: Pick<Failure, 'cause'> = task.failure ?? { cause: '' };
  const lines = cause.split('\n').slice(0, MAX_CAUSE_LINES);
  return [
    paint.red(`${printable(task.id)} failed:`),
    ...lines.map((line) => cut(`  ${printable(line)}`, columns)),
    ...(task.log === undefined ? [] : [`  Log: ${printable(task.log)}`]),
    '',
  ];
}

function placesOf({ outputRoot, totals }: RunReport, page: string | undefined): string[] {
  return [
    ...(totals.packages > 0 ? [`Packages: ${outputRoot}/<project>`] : []),
    ...(page === undefined ? [] : [`Report: ${page}`]),
  ];
}

/** Names and causes come from recipes and logs: they must not control the terminal. */
function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '');
}
