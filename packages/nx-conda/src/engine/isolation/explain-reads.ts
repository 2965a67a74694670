import { isAbsolute, relative } from 'node:path';
import { formatSteps } from '../../explained-error';
import type { HiddenMachine, UndeclaredRead } from './undeclared-reads';
import { isInside } from '../../machine/paths';

const PAGE = 'About the files visible to an isolated build: docs/isolation.md of nx-conda.';
const MOST_SHOWN = 10;

type Place = Pick<HiddenMachine, 'recipeFolder' | 'workspaceRoot' | 'repository'>;

/** Names the hidden files that a build tried to read, with the line to add. @param reads not empty. */
export function explainReads(reads: UndeclaredRead[], place: Place): string {
  const shown = reads.slice(0, MOST_SHOWN);
  const more = reads.length - shown.length;
  const names = shown.map(({ path, kind }) => `    ${nameOf(path, place)}${kind === 'folder' ? '/' : ''}`);
  return formatSteps(
    [
      'It ran isolated and tried to read files that its hash does not cover:',
      ...names,
      ...(more > 0 ? [`    and ${more} more`] : []),
    ].join('\n'),
    [
      `Declare it, in ${projectFile(place)} under targets.conda-build.options: ${readsLine(shown, place)}`,
      "Or move it into the recipe's folder, or stop reading it.",
      PAGE,
    ],
  );
}

/** For a failure whose log names no hidden file. */
export function explainNothingFound(place: Place): string {
  return formatSteps(
    'It ran isolated: it saw only files of the workspace, its repository and temporary folders that its hash covers, ' +
      'read-only. Its log and its scripts name no hidden file.',
    [
      `Does it read a file that ${nameOf(place.recipeFolder, place)} does not name? Declare it: "reads" under targets.conda-build.options in ${projectFile(place)}.`,
      "If it writes into the recipe's folder: change it to write into $SRC_DIR.",
      'If it also fails without "isolated": true, the cause is different.',
      PAGE,
    ],
  );
}

/** For a successful run whose scripts name hidden files, without other evidence. */
export function describeSuspicion(reads: UndeclaredRead[], place: Place): string {
  const shown = reads.slice(0, MOST_SHOWN);
  return formatSteps(
    `Its scripts name files that it could not see: ${shown.map(({ path }) => nameOf(path, place)).join(', ')}.`,
    [
      `If it reads them: declare them in ${projectFile(place)} under targets.conda-build.options: ${readsLine(shown, place)}`,
      'Otherwise, ignore this.',
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
