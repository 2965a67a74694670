import { alignColumns } from './align-columns';
import { formatBytes, formatSeconds } from './units';

/** A line of the table. */
export interface PackageRow {
  name: string;
  version: string;
  buildString: string;
  /** Bytes. */
  size: number;
  /** Duration of the build; omitted if unknown. */
  seconds?: number;
  /** Omitted in the output of a build: Nx prints it again when it reuses the build. */
  state?: 'built' | 'reused';
}

const columns: { title: string; cell: (row: PackageRow) => string; right?: boolean }[] = [
  { title: 'package', cell: ({ name }) => name },
  { title: 'version', cell: ({ version }) => version },
  { title: 'build', cell: ({ buildString }) => buildString },
  { title: 'size', cell: ({ size }) => formatBytes(size), right: true },
  {
    title: 'time',
    cell: ({ seconds }) => (seconds === undefined ? '' : formatSeconds(seconds)),
    right: true,
  },
  { title: '', cell: ({ state = '' }) => state },
];

/** Packages as aligned plain text with a title line; no newline at the end; empty without rows. */
export function packageTable(rows: PackageRow[]): string {
  if (rows.length === 0) return '';
  const table = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ cell }) => cell(row))),
  ];
  const right = columns.flatMap((column, index) => (column.right ? [index] : []));
  return alignColumns(table, right).join('\n');
}
