import { child, textOf } from '../../recipe/yaml/nodes';
import type { Rule } from '../rule';
import { placeOf } from '../../recipe/yaml/place';

/** Nearly every license requires copies to include its text. */
export const missingLicenseFile: Rule = {
  id: 'missing-license-file',
  severity: 'warning',
  summary: 'The recipe sets a license, but no license_file with the text of the license',
  *check(subject) {
    const top = child(subject.recipe.root, 'about');
    const outputs = subject.levels.filter(({ kind }) => kind === 'output');
    // If all outputs have it, the top level does not need it.
    const isEverywhere =
      outputs.length > 0 && outputs.every(({ node }) => child(node, 'about', 'license_file'));
    if (isEverywhere) return;
    for (const { node, kind } of subject.levels.filter((level) => level.kind !== 'staging')) {
      const about = child(node, 'about');
      const license = child(about, 'license') ?? (kind === 'output' ? undefined : child(top, 'license'));
      if (!license || child(about, 'license_file') || child(top, 'license_file')) continue;
      yield {
        at: placeOf(subject, license),
        message: `license_file is missing beside \`license: ${textOf(license)}\`.`,
        why: 'Nearly every license requires that copies include its text, and channels such as conda-forge refuse packages without the text.',
        help: [
          'Add `license_file:` with the path of a file in the source or beside the recipe, for example `license_file: LICENSE`.',
        ],
      };
    }
  },
};
