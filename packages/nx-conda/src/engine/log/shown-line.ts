import { stripVTControlCharacters } from 'node:util';

/** The folder of a run; it does not exist after a successful one. */
export interface PassingFolders {
  /** Absolute. */
  root: string;
  /** The folder stays if the run fails: messages of a failed run may name it. */
  isKeptOnFailure: boolean;
}

/** rattler-build prints where it writes packages; they are moved later. */
const PACKAGE_WRITTEN =
  /^(?:Artifact: |Archive written to |Creating target folder |Creating empty build folder )/;
/** Environments of tests are in temporary folders of rattler-build: /tmp/.tmpAbC123/test_name/test_run_env. */
const TEST_ENVIRONMENT = /(?:\/[^\s'":]*)?\/\.tmp\w{6}\/test_[^\s/'":]+\/test(?:_run)?_env/g;
const TEST_FOLDER = /(?:\/[^\s'":]*)?\/\.tmp\w{6}\/test_[^\s/'":]+\/test(?=[\s/'":]|$)/g;
const TEMPORARY = /(?:file:\/\/)?(?:\/[^\s'":]*)?\/\.tmp\w{6}\b\/?/g;
/** rattler-build replaces the path of the work folder also where it is only the start of another one. */
const MISREAD = /\$SRC_DIR(?:_run)?_env\b/g;
const MISREAD_BUILD = /\$SRC_DIR_build_env\b/g;

/** Lines below "Script execution failed." that name folders of a test. */
const FOLDERS_OF_TEST = new RegExp(
  [
    '^(?: {2}│ )? {2}(?:(?:Work directory|Prefix|Build prefix): |cd ")',
    '^(?: {2}│ )?To run (?:the script manually|commands interactively)',
    // Broken lines, and empty ones.
    '^ {2}│ (?:build_env\\.sh|conda_build\\.sh|\\./|source |&& )',
    '^ {2}│ *$',
  ].join('|'),
);

/** Lines of a failed run: rattler-build's errors and warnings, and the folders of a failed script. */
const OF_FAILURE =
  /^(?:Error: | {2}[│├╰]|.*\b(?:ERROR|WARN) | {2}(?:Work directory|Prefix|Build prefix): | {2}cd ")/;

/**
 * A line of rattler-build as it is shown and logged: without paths that are gone when the user reads it.
 * @returns undefined if nothing of the line remains true.
 */
export function shownLine(line: string, { root, isKeptOnFailure }: PassingFolders): string | undefined {
  const plain = stripVTControlCharacters(line);
  if (PACKAGE_WRITTEN.test(plain)) return undefined;
  if (!isKeptOnFailure && FOLDERS_OF_TEST.test(plain)) return undefined;
  const isOwnChannel =
    /^ {3}- file:\/\//.test(plain) && (line.includes(`${root}/`) || /\/\.tmp\w{6}\//.test(line));
  if (isOwnChannel) return undefined;
  const named = line
    .replace(MISREAD, '$PREFIX')
    .replace(MISREAD_BUILD, '$BUILD_PREFIX')
    .replace(TEST_ENVIRONMENT, '$PREFIX')
    .replace(TEST_FOLDER, '$SRC_DIR')
    .replace(TEMPORARY, '');
  return isKeptOnFailure && OF_FAILURE.test(plain) ? named : withoutRoot(named, root);
}

/** As rattler-build names folders of a script. */
function withoutRoot(line: string, root: string): string {
  return line.replaceAll(`${root}/channel/`, '$OUTPUT_DIR/').replaceAll(`${root}/`, '');
}
