import { factsOf } from '../source.fixture';

/** The license of a source with this license and these classifiers; `?` if later versions are unknown. */
function licenseOf(license: string, classifiers: string[] = [], more: Record<string, string> = {}): string {
  const names = classifiers.map((one) => `License :: OSI Approved :: GNU ${one}`);
  const project = `[project]\nname = "a"\nversion = "1"\nlicense = {text = ${JSON.stringify(license)}}\n`;
  const facts = factsOf({ 'pyproject.toml': `${project}classifiers = ${JSON.stringify(names)}\n`, ...more });
  return `${facts.license}${facts.isLicenseVersionOpen === true ? '?' : ''}`;
}

const NOTICE = `# it under the terms of the GNU General Public License as published by
# the Free Software Foundation; either version 2 of the License, or
# (at your option) any later version.
`;

describe('later versions of a GNU license', () => {
  it('are allowed or forbidden by the classifier', () => {
    expect(licenseOf('GPL-2.0', ['General Public License v2 or later (GPLv2+)'])).toBe('GPL-2.0-or-later');
    expect(licenseOf('GPLv2', ['General Public License v2 (GPLv2)'])).toBe('GPL-2.0-only');
    expect(licenseOf('LGPL-2.1', ['Lesser General Public License v2 or later (LGPLv2+)'])).toBe(
      'LGPL-2.1-or-later',
    );
  });

  it('are not allowed by the classifier of another license', () => {
    expect(licenseOf('GPL-2.0', ['Lesser General Public License v2 or later (LGPLv2+)'])).toBe(
      'GPL-2.0-only?',
    );
    expect(licenseOf('GPL-2.0', ['General Public License v3 or later (GPLv3+)'])).toBe('GPL-2.0-only?');
  });

  it('are allowed by the notice of a source file, but not by the text of the license', () => {
    expect(licenseOf('GPL 3', [], { 'a.py': NOTICE })).toBe('GPL-3.0-or-later');
    expect(licenseOf('GPL 3', [], { 'COPYING.txt': NOTICE, 'licenses/GPL.txt': NOTICE })).toBe(
      'GPL-3.0-only?',
    );
  });

  it.each([
    ['GPL-2.0-only', 'GPL-2.0-only'],
    ['GPL-2.0+', 'GPL-2.0-or-later'],
    ['AGPLv3+', 'AGPL-3.0-or-later'],
    ['MIT', 'MIT'],
  ])('are clear in %s', (written, license) => {
    expect(licenseOf(written, [], { 'a.py': NOTICE })).toBe(license);
  });
});
