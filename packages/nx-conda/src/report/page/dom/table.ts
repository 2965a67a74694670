import { formatBytes, formatSeconds } from '../../../record/units';
import { type Child, element, section } from './element';
import type { TableRow } from '../model';
import { statusMark, STATUSES } from './status';
import type { View } from '../view';

interface Column {
  title: string;
  cell: (row: TableRow) => Child;
  /** What to sort by; numbers are sorted from the largest. */
  value: (row: TableRow) => string | number;
  number?: boolean;
}

const COLUMNS: Column[] = [
  { title: 'Project', cell: ({ task }) => task.project, value: ({ task }) => task.project },
  {
    title: 'Package',
    cell: ({ entry }) => (entry ? `${entry.name} ${entry.version}` : undefined),
    value: ({ entry }) => entry?.name ?? '',
  },
  { title: 'Variant', cell: ({ entry }) => entry?.label, value: ({ entry }) => entry?.label ?? '' },
  {
    title: 'Size',
    cell: ({ entry }) => (entry ? formatBytes(entry.size) : undefined),
    value: ({ entry }) => entry?.size ?? -1,
    number: true,
  },
  {
    title: 'Result',
    cell: ({ task }) => (task.kind === 'build' ? statusMark(task.status) : undefined),
    value: ({ task }) => STATUSES.length - STATUSES.indexOf(task.status),
  },
  {
    title: 'Time',
    cell: ({ task }) => (task.kind === 'build' && task.time ? formatSeconds(task.time.seconds) : undefined),
    value: ({ task }) => task.time?.seconds ?? -1,
    number: true,
  },
  {
    title: 'Saved',
    cell: ({ task }) => savedOf(task.status, task.buildSeconds),
    value: ({ task }) =>
      savedOf(task.status, task.buildSeconds) === undefined ? -1 : (task.buildSeconds ?? -1),
    number: true,
  },
  {
    title: 'Tests',
    cell: ({ test }) => (test ? statusMark(test.status) : undefined),
    value: ({ test }) => (test ? STATUSES.length - STATUSES.indexOf(test.status) : -1),
  },
];

function savedOf(status: string, seconds: number | undefined): string | undefined {
  const isReused = status === 'reused' || status === 'remote';
  return isReused && seconds !== undefined ? formatSeconds(seconds) : undefined;
}

/** The packages: sorted by a click on a heading, filtered by the search. */
export function table(view: View): HTMLElement {
  const lines = view.model.rows.map((row) => ({ row, line: lineOf(row) }));
  const body = element('tbody');
  const count = element('span', { class: 'muted', role: 'status' });
  let sorted = lines;
  const fill = () => {
    const shown = sorted.filter(({ row }) => view.shows(row));
    body.replaceChildren(...shown.map(({ line }) => line));
    count.textContent = view.isFiltered() ? `${shown.length} of ${lines.length}` : String(lines.length);
  };
  const heads = COLUMNS.map((column) =>
    headOf(column, (ascending) => {
      sorted = [...lines].sort(
        (a, b) => compare(column.value(a.row), column.value(b.row)) * (ascending ? 1 : -1),
      );
      fill();
    }),
  );
  body.addEventListener('click', (event) => {
    view.select((event.target as Element).closest('tr')?.dataset['id']);
  });
  body.addEventListener('keydown', (event) => moveFocus(event, view));
  view.onChange((before) => {
    if (before.query !== view.choice.query || before.status !== view.choice.status) fill();
    for (const { row, line } of lines)
      line.classList.toggle('selected', row.task.id === view.choice.selected);
  });
  fill();
  const made = element('table', {}, element('thead', {}, element('tr', {}, ...heads)), body);
  return section('packages', 'Packages', [count], element('div', { class: 'scroll' }, made));
}

function lineOf(row: TableRow): HTMLTableRowElement {
  const cells = COLUMNS.map(({ cell, number }) =>
    element('td', number ? { class: 'number' } : {}, cell(row)),
  );
  return element('tr', { tabindex: 0, 'data-id': row.task.id }, ...cells);
}

function headOf({ title, number }: Column, sort: (ascending: boolean) => void): HTMLElement {
  const label = element('button', { type: 'button', title: `Sort by ${title.toLowerCase()}` }, title);
  const head = element('th', { scope: 'col', ...(number && { class: 'number' }) }, label);
  label.addEventListener('click', () => {
    const was = head.getAttribute('aria-sort');
    const ascending = was === null ? !number : was === 'descending';
    for (const other of head.parentElement?.children ?? []) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
    sort(ascending);
  });
  return head;
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'en', { numeric: true });
}

/** The arrow keys move the focus, Enter opens the details. */
function moveFocus(event: KeyboardEvent, view: View): void {
  const line = (event.target as Element).closest('tr');
  if (event.key === 'Enter') view.select(line?.dataset['id']);
  const next = { ArrowDown: line?.nextElementSibling, ArrowUp: line?.previousElementSibling }[event.key];
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  next.focus();
  // Open details follow the focus.
  if (view.choice.selected !== undefined) view.select(next.dataset['id']);
}
