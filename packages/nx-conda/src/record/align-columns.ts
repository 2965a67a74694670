/**
 * Formats rows of equally many cells as lines; two spaces between columns, none at the end.
 * @param right indexes of the right-aligned columns.
 */
export function alignColumns(rows: string[][], right: readonly number[] = []): string[] {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  const pad = (cell: string, index: number) => {
    const width = widths[index] ?? 0;
    return right.includes(index) ? cell.padStart(width) : cell.padEnd(width);
  };
  return rows.map((row) => row.map(pad).join('  ').trimEnd());
}
