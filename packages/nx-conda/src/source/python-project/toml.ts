import { parse } from 'smol-toml';

/** A TOML table with access by dotted path. Values of another type count as missing. */
export class Table {
  constructor(private readonly values: Readonly<Record<string, unknown>> = {}) {}

  get keys(): string[] {
    return Object.keys(this.values);
  }

  /** @param path `build-system.requires`; a list for keys that contain dots */
  at(path: string | readonly string[]): unknown {
    let value: unknown = this.values;
    for (const key of typeof path === 'string' ? path.split('.') : path) {
      if (!isTable(value) || !Object.hasOwn(value, key)) return undefined;
      value = value[key];
    }
    return value;
  }

  table(path: string | readonly string[]): Table {
    const value = this.at(path);
    return new Table(isTable(value) ? value : {});
  }

  string(path: string | readonly string[]): string | undefined {
    const value = this.at(path);
    return typeof value === 'string' ? value : undefined;
  }

  /** Only strings; undefined if it is not a list. */
  strings(path: string | readonly string[]): string[] | undefined {
    const value = this.at(path);
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
  }

  tables(path: string): Table[] {
    const value = this.at(path);
    return Array.isArray(value) ? value.filter(isTable).map((item) => new Table(item)) : [];
  }

  /** The table with the values of another one at a path; these come first. */
  with(path: string, other: Table): Table {
    const [key = '', ...rest] = path.split('.');
    const inner = this.table([key]);
    const value = rest.length > 0 ? inner.with(rest.join('.'), other) : inner.over(other);
    return new Table({ ...this.values, [key]: value.values });
  }

  private over(other: Table): Table {
    return new Table({ ...this.values, ...other.values });
  }

  has(path: string): boolean {
    return this.at(path) !== undefined;
  }
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** @throws Error with the place if the text is not valid TOML */
export function parseToml(text: string): Table {
  return new Table(parse(text, { maxDepth: 100 }));
}
