import type { Engine } from '../engine';

/** One known way to fail. */
export interface FailureRule {
  /** Without the flag `g`. The last match counts. */
  pattern: RegExp;
  /**
   * Where to search. `error`: in rattler-build's own error, with its lines joined. `script`: if a build or test script
   * failed, in the lines that tell why; without such lines, in the whole log. `log`: in the whole log.
   */
  within: 'error' | 'script' | 'log';
  explain: (match: RegExpMatchArray, context: FailureContext) => FailureExplanation;
}

export interface FailureContext {
  engine: Engine;
  /** `recipe.yaml:3:12`, if rattler-build names a place. */
  place?: string;
  /** The whole log, without colors. */
  text: string;
  /** A test failed, not a build. */
  isTest: boolean;
}

export interface FailureExplanation {
  /** What happened: one or two sentences. */
  what: string;
  /** What to do next, the most likely first. */
  steps: string[];
  /** The rule of conda-check that finds it before a build; its page is docs/checks/<rule>.md. */
  check?: string;
  /** Texts of the recipe: the first line of the recipe with one of them is shown, the first text first. */
  mentions?: string[];
}
