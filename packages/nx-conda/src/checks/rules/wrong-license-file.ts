import { closestName } from '../../knowledge/closest-name';
import { placeOf } from '../../recipe/yaml/place';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import type { LocalPath, Subject } from '../subject';

/** rattler-build looks for license files when everything else is built. */
export const wrongLicenseFile: Rule = {
  id: 'wrong-license-file',
  severity: 'error',
  summary: 'A license_file is neither in the source nor beside the recipe, or is a symbolic link',
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
        ? 'In license_file, write the path of a file that contains the text of the license. The path starts at the top folder of the source or at the folder of the recipe.'
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
      `If the file that the link leads to is in the source or in the folder of the recipe, write the path of this file in license_file. Otherwise, copy this file to ${path} in the folder of the recipe, or replace the link with a copy.`,
    ],
  };
}
