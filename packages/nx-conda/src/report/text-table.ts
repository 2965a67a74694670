export interface Column {
  title: string;
  right?: boolean;
  /** Columns with a higher number are left out first if the table is too wide; undefined: never. */
  optional?: number;
}

/** A cell and the color of its text. */
export interface Cell {
  text: string;
  paint?: (text: string) => string;
}

/**
 * Aligned lines, two spaces between columns. Empty columns are left out.
 * @param width of the terminal: optional columns, then the ends of lines, are left out
 */
export function textTable(columns: Column[], rows: Cell[][], width: number): string[] {
  const header = columns.map(({ title }): Cell => ({ text: title }));
  const lines = [header, ...rows];
  const widths = columns.map((_, index) => Math.max(...lines.map((row) => row[index]?.text.length ?? 0)));
  const shown = shownColumns(columns, rows, widths, width);
  return lines.map((row) => lineOf(row, { columns, widths, shown, width }));
}

function shownColumns(columns: Column[], rows: Cell[][], widths: number[], width: number): number[] {
  let shown = columns.map((_, index) => index).filter((index) => rows.some((row) => row[index]?.text));
  const total = () => shown.reduce((sum, index) => sum + (widths[index] ?? 0) + 2, -2);
  const droppable = columns
    .map(({ optional = 0 }, index) => ({ optional, index }))
    .filter(({ optional }) => optional > 0)
    .sort((a, b) => b.optional - a.optional);
  for (const { index } of droppable) {
    if (total() <= width) break;
    shown = shown.filter((other) => other !== index);
  }
  return shown;
}

interface Layout {
  columns: Column[];
  widths: number[];
  shown: number[];
  width: number;
}

function lineOf(row: Cell[], { columns, widths, shown, width }: Layout): string {
  let used = 0;
  const cells = shown.map((index, place) => {
    const { text = '', paint = (plain: string) => plain } = row[index] ?? {};
    const left = Math.max(0, width - used);
    const padding = (widths[index] ?? 0) - text.length;
    used += text.length + padding + 2;
    const isLast = place === shown.length - 1;
    const [before, after] = columns[index]?.right ? [padding, 0] : [0, isLast ? 0 : padding];
    return `${' '.repeat(before)}${paint(cut(text, left - before))}${' '.repeat(after)}`;
  });
  return cells.join('  ').trimEnd();
}

/** @param width at most so many characters; nothing if the cell begins outside. */
export function cut(text: string, width: number): string {
  if (text.length <= width) return text;
  return width < 1 ? '' : `${text.slice(0, width - 1)}…`;
}
