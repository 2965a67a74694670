import { isAbsolute, relative } from 'node:path';
import { formatSteps } from '../../explained-error';
import type { HiddenMachine, UndeclaredRead } from './undeclared-reads';
import { isInside } from '../../machine/paths';

const PAGE =
  'For the files that are visible to an isolated build, see node_modules/nx-conda/docs/isolation.md';
const MOST_SHOWN = 10;

type Place = Pick<HiddenMachine, 'recipeFolder' | 'workspaceRoot' | 'repository'>;

/** Names the hidden files that a build tried to read, with the line to add. @param reads not empty. */
export function explainReads(reads: UndeclaredRead[], place: Place): string {
  const shown = reads.slice(0, MOST_SHOWN);
  const more = reads.length - shown.length;
  const names = shown.map(({ path, kind }) => `    ${nameOf(path, place)}${kind === 'folder' ? '/' : ''}`);
  return formatSteps(
    [
      'The isolated run tried to read files that its hash does not cover:',
      ...names,
      ...(more > 0 ? [`    and ${more} more`] : []),
    ].join('\n'),
    [
      `Declare these files in ${projectFile(place)} under targets.conda-build.options: ${readsLine(shown, place)}`,
      "Or move the files into the recipe's folder, or stop reading them.",
      PAGE,
    ],
  );
}

/** For a failure whose log names no hidden file. */
export function explainNothingFound(place: Place): string {
  return formatSteps(
    'In the workspace, the git repository and the temporary folders, the isolated run saw only the files that its ' +
      'hash covers, and could not change these files. Neither the log nor the scripts mention a file that the run could not see, so isolation may not be the cause of the failure.',
    [
      `If the build reads a file that nothing in ${nameOf(place.recipeFolder, place)} mentions, declare the file in "reads" under targets.conda-build.options in ${projectFile(place)}.`,
      "If the build writes into the recipe's folder, change the build to write into $SRC_DIR.",
      'If the build also fails without "isolated": true, isolation is not the cause.',
      PAGE,
    ],
  );
}

/** For a successful run whose scripts name hidden files, without other evidence. */
export function describeSuspicion(reads: UndeclaredRead[], place: Place): string {
  const shown = reads.slice(0, MOST_SHOWN);
  return formatSteps(
    `The scripts mention files that the isolated run could not see: ${shown.map(({ path }) => nameOf(path, place)).join(', ')}.`,
    [
      `If the build reads these files, declare them in ${projectFile(place)} under targets.conda-build.options: ${readsLine(shown, place)}`,
      'Otherwise, ignore this warning.',
    ],
  );
}

/** Relative to the workspace root if the path is in the workspace or the repository around it. */
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
