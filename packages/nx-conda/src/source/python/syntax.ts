// The part of Python's syntax that setup.py files use for metadata.

export type Expression =
  | { kind: 'constant'; value: string | number | boolean | null }
  | { kind: 'name'; name: string }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'star'; value: Expression }
  | { kind: 'dict'; entries: DictEntry[] }
  | Call
  | { kind: 'attribute'; of: Expression; name: string }
  | { kind: 'index'; of: Expression; key: Expression }
  | { kind: 'slice'; of: Expression; from?: Expression; to?: Expression }
  | { kind: 'binary'; operator: string; left: Expression; right: Expression }
  | { kind: 'not'; value: Expression }
  | { kind: 'choice'; test: Expression; then: Expression; otherwise: Expression }
  | Comprehension
  /** An f-string. */
  | { kind: 'format'; parts: Expression[] }
  | { kind: 'lambda'; definition: FunctionDefinition }
  /** `(target := value)` */
  | { kind: 'walrus'; target: Expression; value: Expression }
  /** `yield value`; `yield from value` has a star. */
  | { kind: 'yield'; value: Expression }
  /** Operations whose value is not computed: `-a`, `a[::2]`. */
  | { kind: 'opaque'; parts: Expression[] }
  | { kind: 'unknown' };

export interface DictEntry {
  /** Undefined for `**value`. */
  key?: Expression;
  value: Expression;
}

export interface Call {
  kind: 'call';
  callee: Expression;
  args: Expression[];
  /** Without a name for `**value`. */
  keywords: Keyword[];
}

export interface Keyword {
  name?: string;
  value: Expression;
}

export interface Comprehension {
  kind: 'comprehension';
  element: Expression;
  target: Expression;
  of: Expression;
  conditions: Expression[];
}

export type Statement =
  | { kind: 'assign'; targets: Expression[]; operator: '=' | '+='; value: Expression }
  | { kind: 'expression'; value: Expression }
  | { kind: 'return'; value: Expression }
  | { kind: 'import'; names: ImportedName[] }
  | { kind: 'if'; test: Expression; body: Statement[]; otherwise: Statement[] }
  | { kind: 'for'; target: Expression; of: Expression; body: Statement[] }
  | { kind: 'with'; items: { value: Expression; target?: Expression }[]; body: Statement[] }
  | FunctionDefinition
  /** `handlers` only run after an error. */
  | { kind: 'try'; body: Statement[]; handlers: Statement[] }
  | { kind: 'while'; test: Expression; body: Statement[] }
  | { kind: 'class'; name: string; bases: Expression[]; body: Statement[] }
  | Unread;

/** A line that the reader does not understand. */
export interface Unread {
  kind: 'unread';
  /** Its names, operators and strings. */
  words: string[];
}

export interface FunctionDefinition {
  kind: 'function';
  name: string;
  parameters: Keyword[];
  body: Statement[];
}

export interface ImportedName {
  /** The local name. */
  name: string;
  /** `os.path.join` */
  path: string;
}
