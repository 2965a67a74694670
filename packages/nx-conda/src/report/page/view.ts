import type { TaskStatus } from '../run-report';
import { type Model, matches, type TableRow } from './model';

/** What the user has chosen. */
export interface Choice {
  /** Id of a task. */
  selected?: string;
  query: string;
  status?: TaskStatus;
}

/** The state of the page; parts of the page redraw themselves when it changes. */
export class View {
  choice: Choice = { query: '' };
  private readonly listeners: ((before: Choice) => void)[] = [];

  constructor(readonly model: Model) {}

  onChange(listener: (before: Choice) => void): void {
    this.listeners.push(listener);
  }

  change(next: Partial<Choice>): void {
    const before = this.choice;
    this.choice = { ...before, ...next };
    for (const listener of this.listeners) listener(before);
  }

  select(id: string | undefined): void {
    if (id !== this.choice.selected) this.change({ selected: id });
  }

  isFiltered(): boolean {
    return this.choice.query.trim() !== '' || this.choice.status !== undefined;
  }

  shows(row: TableRow): boolean {
    return matches(row, this.choice.query, this.choice.status);
  }

  /** Ids of the tasks that match the search; undefined: all. */
  found(): Set<string> | undefined {
    if (!this.isFiltered()) return undefined;
    const rows = this.model.rows.filter((row) => this.shows(row));
    return new Set(rows.flatMap(({ task, test }) => [task.id, ...(test ? [test.id] : [])]));
  }
}
