import { child, textOf } from '../../recipe/yaml/nodes';
import type { Rule } from '../rule';
import { placeOf } from '../../recipe/yaml/place';

/** Nearly every licence asks for its text to come with copies. */
export const missingLicenseFile: Rule = {
  id: 'missing-license-file',
  severity: 'warning',
  summary: 'The package names a licence and does not carry its text',
  *check(subject) {
    const top = child(subject.recipe.root, 'about');
    const outputs = subject.levels.filter(({ kind }) => kind === 'output');
    // What all outputs have themselves, the top need not have.
    const isEverywhere =
      outputs.length > 0 && outputs.every(({ node }) => child(node, 'about', 'license_file'));
    if (isEverywhere) return;
    for (const { node, kind } of subject.levels.filter((level) => level.kind !== 'staging')) {
      const about = child(node, 'about');
      const license = child(about, 'license') ?? (kind === 'output' ? undefined : child(top, 'license'));
      if (!license || child(about, 'license_file') || child(top, 'license_file')) continue;
      yield {
        at: placeOf(subject, license),
        message: `No license_file stands beside \`license: ${textOf(license)}\`.`,
        why: 'Nearly every licence asks for its text to come with copies, and channels refuse packages without it.',
        help: ['Add `license_file: LICENSE`, the file in the source or beside the recipe.'],
      };
    }
  },
};
