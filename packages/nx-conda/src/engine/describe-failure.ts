import { formatSteps } from '../explained-error';
import { placesOfFailure } from './causes/failure-place';
import type { ScriptFile } from './causes/script-place';
import type { Engine } from './engine';
import { explanationOf, type RunEnd, stepsOf } from './failure';
import type { FailureExplanation } from './failures/failure-rule';
import { type FailureLog, readLog } from './failures/read-log';

/** A failed run of rattler-build. */
export interface FailedRun {
  /** Its stdout and stderr. */
  log: string;
  engine: Engine;
  end: RunEnd;
  /** The recipe, and the scripts beside it: they show where a command is. */
  files: readonly ScriptFile[];
  /** Text of the script that rattler-build made of them: bash counts its lines. */
  generated?: string;
  /** Absolute: places are shown relative to it. */
  workspaceRoot: string;
}

/**
 * Why a run failed: the place in the recipe, the errors that its script or rattler-build reported, an explanation and
 * the next steps as far as they are known. At most eleven lines: a reader looks at the end of the output.
 */
export function describeFailure(run: FailedRun): string {
  const failure = readLog(run.log);
  const explanation = explanationOf(failure, run.engine, run.end) ?? generalSteps(failure);
  const explained = formatSteps(explanation.what, stepsOf(explanation)).split('\n').filter(Boolean);
  const places = placesOfFailure(failure, explanation, run);
  const lines = [...[...places, ...failure.scriptErrors].map((line) => `  ${line}`), ...explained];
  return relativeTo(run.workspaceRoot, lines.join('\n'));
}

/** How the script of a failed run ended: `exit status 2`; undefined if no script failed. */
export function exitOf(log: string): string | undefined {
  const status = readLog(log).script?.status;
  return status === undefined ? undefined : `exit status ${status}`;
}

const COMPARE_FILES =
  'If the package lacks a file, compare the test with the list "Files in package" in build.log beside the package.';
const correctRecipe = (place: string | undefined) =>
  `Correct the recipe${place === undefined ? '' : ' at this place'}. All keys and their values: https://rattler.build/latest/reference/recipe_file/`;
const CHECK_SOURCE = 'Check the source in the recipe: its address, its version and its hashes.';

/** For failures that no rule knows: rattler-build's message, and the part of the recipe that it is about. */
function generalSteps({ script, isTest, error, message, text, place }: FailureLog): FailureExplanation {
  if (script) return { what: '', steps: isTest ? [COMPARE_FILES] : [] };
  if (/Failed to (?:parse|render) recipe/.test(error))
    return { what: message, steps: [correctRecipe(place)] };
  if (/^ {2}Specs:/m.test(text)) return { what: message, steps: [], mentions: ['requirements:'] };
  const isSource = /^Starting build of/m.test(text) && !/Successfully updated/.test(text);
  return { what: message, steps: isSource ? [CHECK_SOURCE] : [], mentions: isSource ? ['source:'] : [] };
}

/** A URL keeps its path. */
function relativeTo(folder: string, text: string): string {
  return text
    .split(`${folder}/`)
    .reduce((before, after) => before + (/[\w/:]$/.test(before) ? `${folder}/` : '') + after);
}
