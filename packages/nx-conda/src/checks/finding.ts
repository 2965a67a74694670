import type { FileEdit } from '../recipe/edit/edits';
import type { Place } from '../recipe/yaml/place';

/** An error fails the check; a warning and an info do not. */
export type Severity = 'error' | 'warning' | 'info';

/** A change that is certainly right. All of its edits belong together. */
export interface Fix {
  /** What it does, an instruction: `Add libcusparse-dev to host`. */
  description: string;
  edits: FileEdit[];
}

/** A problem that a rule found. */
export interface Problem {
  at: Place;
  /** The problem in one sentence. */
  message: string;
  /** The consequence. */
  why: string;
  /** What to do, each an instruction. */
  help: string[];
  fix?: Fix;
  /** Overrides the severity of the rule. */
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

/** The fix that `--fix` applies: none for an info, which may be intended. JSON and SARIF contain the fix of an info too. */
export function automaticFix({ severity, fix }: Finding): Fix | undefined {
  return severity === 'info' ? undefined : fix;
}
