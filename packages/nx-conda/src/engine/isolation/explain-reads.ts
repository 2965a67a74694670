import { isAbsolute, relative } from 'node:path';
import { formatSteps } from '../../explained-error';
import type { HiddenMachine, UndeclaredRead } from './undeclared-reads';
import { isInside } from '../../machine/paths';

const PAGE = 'What an isolated build sees: docs/isolation.md of nx-conda.';
const MOST_SHOWN = 10;

type Place = Pick<HiddenMachine, 'recipeFolder' | 'workspaceRoot' | 'repository'>;

/** Names what a build asked for and must not see, with the line to add. @param reads not empty. */
export function explainReads(reads: UndeclaredRead[], place: Place): string {
  const shown = reads.slice(0, MOST_SHOWN);
  const more = reads.length - shown.length;
  const names = shown.map(({ path, kind }) => `    ${nameOf(path, place)}${kind === 'folder' ? '/' : ''}`);
  return formatSteps(
    [
      'It ran isolated, and asked for what its hash does not cover:',
      ...names,
      ...(more > 0 ? [`    and ${more} more`] : []),
    ].join('\n'),
    [
      `Declare it, in ${projectFile(place)} under targets.conda-build.options: ${readsLine(shown, place)}`,
      "Or move it into the recipe's folder, or do without it.",
      PAGE,
    ],
  );
}

/** For a failure whose log names nothing that is hidden. */
export function explainNothingFound(place: Place): string {
  return formatSteps(
    'It ran isolated: of the workspace, its repository and the temporary files it saw only what its hash covers, and that ' +
      'read-only. No file that was hidden from it is named in its log or its scripts.',
    [
      `Does it read a file that ${nameOf(place.recipeFolder, place)} does not name? Declare it: "reads" under targets.conda-build.options in ${projectFile(place)}.`,
      "Does it write into the recipe's folder? Let it write into $SRC_DIR.",
      'Does it fail without "isolated": true as well? Then the cause is another one.',
      PAGE,
    ],
  );
}

/** For a run that went well, where what the scripts name is hidden and nothing else tells of it. */
export function describeSuspicion(reads: UndeclaredRead[], place: Place): string {
  const shown = reads.slice(0, MOST_SHOWN);
  return formatSteps(
    `Its scripts have the names of files that it could not see: ${shown.map(({ path }) => nameOf(path, place)).join(', ')}.`,
    [
      `Does it read them? Declare them, in ${projectFile(place)} under targets.conda-build.options: ${readsLine(shown, place)}`,
      'If it does not, there is nothing to do.',
    ],
  );
}

/** Relative to the workspace root where it lies in the workspace, or in the repository around it. */
function nameOf(path: string, { workspaceRoot, repository }: Place): string {
  return isInside(repository ?? workspaceRoot, path) ? relative(workspaceRoot, path) || '.' : path;
}

function projectFile(place: Place): string {
  const folder = nameOf(place.recipeFolder, place);
  return folder === '.' ? 'project.json' : `${folder}/project.json`;
}

/** `"reads": ["../../common/c.sh"]`, relative to the recipe's folder. */
function readsLine(reads: UndeclaredRead[], { recipeFolder }: Place): string {
  const patterns = reads.map(({ path, kind }) => {
    const pattern = relative(recipeFolder, path) || '.';
    return kind === 'folder' && !isAbsolute(pattern) ? `${pattern}/**` : pattern;
  });
  return `"reads": [${patterns.map((pattern) => JSON.stringify(pattern)).join(', ')}]`;
}
