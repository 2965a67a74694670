import { isScalar } from 'yaml';
import { conditionHolds } from '../recipe/template/condition';
import { conditionsAround } from '../recipe/parts/conditions';
import { openBatchBranches } from '../recipe/reads/batch-branches';
import { type Branch, openBranches } from '../recipe/reads/shell-branches';
import { isTaken } from '../recipe/reads/shell-tests';
import type { ScriptText } from '../recipe/parts/scripts';
import type { Place } from '../recipe/yaml/place';
import { headersAround } from '../source/code-branches';
import type { Subject } from './subject';

/** Names of variables for folders, which say nothing about releases. */
const FOLDER = /CUDA\w*_(HOME|PATH|ROOT|DIR|ROOT_DIR)\b/gi;

/**
 * Whether a build with a CUDA release reaches a place of the recipe, of a script or of the source; undefined if that
 * depends on a test of the release that cannot be decided.
 * @param cuda `12.9`
 */
export function isReachedWith(subject: Subject, place: Place, cuda: string): boolean | undefined {
  const known = { cuda_compiler_version: cuda };
  const tests = [
    ...recipeConditions(subject, place).map((text) => ({
      text,
      holds: conditionHolds(text, subject.platform, known),
    })),
    ...branchesAround(subject, place).map((branch) => ({
      text: [branch.test, ...branch.failed].join(' '),
      holds: isTaken(branch, known),
    })),
    ...sourceHeaders(subject, place).map((text) => ({ text, holds: undefined })),
  ];
  if (tests.some(({ holds }) => holds === false)) return false;
  return tests.some(({ text, holds }) => holds === undefined && isAboutRelease(text)) ? undefined : true;
}

/** Whether a place is in a branch for some releases of CUDA. */
export function dependsOnRelease(subject: Subject, place: Place): boolean {
  const branches = branchesAround(subject, place).map(({ test, failed }) => [test, ...failed].join(' '));
  return [...recipeConditions(subject, place), ...branches].some(isAboutRelease);
}

/** Whether a place of the recipe or of a script is in any branch. */
export function isConditional(subject: Subject, place: Place): boolean {
  return recipeConditions(subject, place).length > 0 || branchesAround(subject, place).length > 0;
}

function isAboutRelease(test: string): boolean {
  return /cuda|nvcc|bare_metal|\bversion/i.test(test.replace(FOLDER, ''));
}

function recipeConditions({ recipe, file }: Subject, place: Place): string[] {
  return place.file === file ? conditionsAround(recipe.root, place.start) : [];
}

/** A script in the recipe can be a list: an `if` may be in an earlier item. */
function branchesAround({ scripts }: Subject, { file, start }: Place): Branch[] {
  const script = scripts.find((one) => one.file === file && one.start <= start && start <= one.end);
  if (!script) return [];
  const earlier = script.node
    ? scripts.filter((one) => one.file === file && one.level === script.level && one.end <= script.start)
    : [];
  const before = [...earlier.map(unquoted), unquoted(script).slice(0, start - script.start)].join('\n');
  return /\.(bat|cmd)$/i.test(file.path) ? openBatchBranches(before) : openBranches(before);
}

function sourceHeaders({ source }: Subject, { file, start }: Place): string[] {
  const found = source?.files.find((one) => one.path === file.path);
  return found ? headersAround(found, start) : [];
}

/** Without the quotes of YAML, in which all of a line is one word for a shell. */
function unquoted({ commands, node }: ScriptText): string {
  const isQuoted = isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
  return isQuoted ? ` ${commands.slice(1, -1)} ` : commands;
}
