import { closestName } from '../../knowledge/closest-name';
import { placeOf } from '../../recipe/yaml/place';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import type { LocalPath, Subject } from '../subject';

/** rattler-build looks for license files when everything else is built. */
export const wrongLicenseFile: Rule = {
  id: 'wrong-license-file',
  severity: 'error',
  summary: 'A license_file is not in the source, or is a link that leads nowhere in the package',
  *check(subject) {
    for (const path of subject.localPaths.filter(({ kind }) => kind === 'license')) {
      yield path.state === 'absent' ? absentProblem(subject, path) : linkProblem(subject, path);
    }
  },
};

const LICENSE = /^(licen[sc]e|copying|copyright|notice|unlicense)/i;

function absentProblem(subject: Subject, { node, path, siblings }: LocalPath): Problem {
  const close = closestName(path, siblings) ?? siblings.find((name) => LICENSE.test(name));
  return {
    at: placeOf(subject, node),
    message: `No file of the source, and none beside the recipe, matches the license_file ${path}.`,
    why: 'After the build, rattler-build fails: No license files were copied.',
    help: [
      close === undefined
        ? 'Name a file with the text of the license, with its path in the source or in the folder of the recipe.'
        : `Did you mean ${close}?`,
    ],
  };
}

function linkProblem(subject: Subject, { node, path, target = '' }: LocalPath): Problem {
  return {
    at: placeOf(subject, node),
    severity: 'warning',
    message: `The license_file ${path} is a symbolic link to ${target}.`,
    why: 'rattler-build copies the link and not the text: in the package, the link leads nowhere.',
    help: [
      `Name the file ${target.split('/').pop() ?? target} itself, if it is in the source or below the folder of the recipe. Otherwise, copy it beside the recipe, or replace the link with a copy.`,
    ],
  };
}
