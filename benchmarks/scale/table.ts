export interface Table {
  title: string;
  columns: string[];
  rows: string[][];
}

export function markdown({ title, columns, rows }: Table): string {
  const lines = [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [`### ${title}`, '', ...lines, ''].join('\n');
}
