import type { Problem, Severity } from './finding';
import type { Subject } from './subject';

/** One thing that can be wrong with a recipe. Its page is `docs/checks/<id>.md`. */
export interface Rule {
  /** In words with dashes, as users write it in comments and options. */
  id: string;
  /** Default; a problem may override it. */
  severity: Severity;
  /** The problem it looks for, one sentence. */
  summary: string;
  check(subject: Subject): Iterable<Problem>;
}
