import { alignColumns } from './align-columns';

/** A line of the table. */
export interface PackageRow {
  name: string;
  version: string;
  buildString: string;
  /** Bytes. */
  size: number;
  /** Duration of the build; omitted if unknown. */
  seconds?: number;
  state: 'built' | 'reused';
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
  { title: '', cell: ({ state }) => state },
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

/** `950 B`, `64.9 KiB`, `1.73 MiB`: three digits, in the units of rattler-build. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes / 1024;
  while (value >= 999.5 && units.length > 1) {
    value /= 1024;
    units.shift();
  }
  return `${value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0)} ${units[0]}`;
}

/** `0.4 s`, `12 s`, `3 min 22 s`, `1 h 05 min`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${twoDigits(whole % 60)} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
