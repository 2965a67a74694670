import { licenseOf } from './license';

describe('licenseOf', () => {
  it.each([
    ['MIT', 'MIT'],
    ['mit', 'MIT'],
    ['GPL-3.0', 'GPL-3.0-only'],
    ['LGPL-2.1+', 'LGPL-2.1-or-later'],
    ['MIT OR Apache-2.0', 'MIT OR Apache-2.0'],
    ['(MIT and BSD-3-Clause) OR ISC', '(MIT AND BSD-3-Clause) OR ISC'],
    ['GPL-3.0-or-later WITH GCC-exception-3.1', 'GPL-3.0-or-later WITH GCC-exception-3.1'],
    ['LicenseRef-Own', 'LicenseRef-Own'],
  ])('%s is %s', (written, text) => {
    expect(licenseOf(written)).toEqual({ text });
  });

  it.each([
    ['BSD', 'LicenseRef-BSD'],
    ['MIT OR', 'LicenseRef-MIT-OR'],
    ['MIT WITH MIT', 'LicenseRef-MIT-WITH-MIT'],
    ['GCC-exception-3.1', 'LicenseRef-GCC-exception-3.1'],
    ['(MIT', 'LicenseRef-MIT'],
    ['${{ env.get("HOME") }}\nx: y', 'LicenseRef-env.get-HOME-x-y'],
    ['许可', 'LicenseRef-Unknown'],
  ])('%s is not an expression', (written, text) => {
    expect(licenseOf(written)).toEqual({ text, todo: expect.stringMatching(/^TODO: .*$/) });
  });
});
