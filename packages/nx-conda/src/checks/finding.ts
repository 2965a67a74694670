import type { FileEdit } from '../recipe/edit/edits';
import type { Place } from '../recipe/yaml/place';

/** An error fails the check; a warning and an information do not. */
export type Severity = 'error' | 'warning' | 'info';

/** A change that is certain to be right. All of its edits belong together. */
export interface Fix {
  /** What it does, an instruction: `Add libcusparse-dev to host`. */
  description: string;
  edits: FileEdit[];
}

/** What a rule found. */
export interface Problem {
  at: Place;
  /** What is wrong, one sentence. */
  message: string;
  /** What will happen because of it. */
  why: string;
  /** What to do, each an instruction. */
  help: string[];
  fix?: Fix;
  /** Where it is more or less serious than the rule is as a rule. */
  severity?: Severity;
}

export interface Finding extends Problem {
  rule: string;
  severity: Severity;
  /** 1-based, of the place. */
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}
