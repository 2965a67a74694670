import { closestName } from '../../knowledge/closest-name';
import type { AbsentFolder } from '../absent-folders';
import type { Problem } from '../finding';
import type { Rule } from '../rule';

const FAILURES: Record<AbsentFolder['command'], string> = {
  cmake: 'CMake fails.',
  pip: 'pip fails: it takes the folder for the name of a package, or does not find it.',
  make: 'make fails.',
  cd: 'cd fails; if the script goes on, it runs in another folder.',
};

/** Complication 6: research code is often built in a folder of its checkout. */
export const missingBuildFolder: Rule = {
  id: 'missing-build-folder',
  severity: 'error',
  summary: 'A script builds a folder that the source does not have',
  *check({ absentFolders }) {
    for (const folder of absentFolders) yield problemOf(folder);
  },
};

function problemOf({ at, command, written, path, needs, isAbsent, siblings }: AbsentFolder): Problem {
  const close = closestName(path.split('/').pop() ?? path, siblings);
  const where = path === '' ? 'its top folder' : path;
  return {
    at,
    severity: command === 'cd' ? 'warning' : 'error',
    message: isAbsent ? `The source has no folder ${path}.` : `The source has no ${needs} in ${where}.`,
    why: `${FAILURES[command]} Nothing before this command makes ${isAbsent ? `${path}` : `this file`}.`,
    help: [
      ...(isAbsent && close !== undefined
        ? [`Did you mean ${written.replace(/[^/\\]+[/\\]*$/, '')}${close}?`]
        : []),
      isAbsent
        ? 'Correct the folder. The script starts in the top folder of the source.'
        : `Name the folder of the source that has a ${needs}, or add one with a patch in \`source.patches\`.`,
    ],
  };
}
