import { licenseOfClassifiers, licenseOfText } from './license-names';
import { licenseOfFile } from './license-text';

describe('licenseOfText', () => {
  it.each([
    ['MIT License', 'MIT'],
    ['Apache License 2.0', 'Apache-2.0'],
    ['Apache License, Version 2.0', 'Apache-2.0'],
    ['Apache 2.0', 'Apache-2.0'],
    ['BSD-3-Clause', 'BSD-3-Clause'],
    ['3-Clause BSD License', 'BSD-3-Clause'],
    ['New BSD', 'BSD-3-Clause'],
    ['(apache-2.0 OR mit) and BSD-2-Clause', '(Apache-2.0 OR MIT) AND BSD-2-Clause'],
    ['Apache-2.0 WITH LLVM-exception', 'Apache-2.0 WITH LLVM-exception'],
    ['LGPL-2.0-or-later WITH WxWindows-exception-3.1', 'LGPL-2.0-or-later WITH WxWindows-exception-3.1'],
    ['GPLv3+', 'GPL-3.0-or-later'],
    ['LicenseRef-Mine', 'LicenseRef-Mine'],
    ['BSD', undefined],
    ['Proprietary', undefined],
    ['MIT OR', undefined],
    ['MIT Apache-2.0', undefined],
    ['(MIT', undefined],
    ['$(x)', undefined],
  ])('%s is %s', (text, license) => {
    expect(licenseOfText(text)).toBe(license);
  });
});

describe('licenseOfClassifiers', () => {
  it('accepts one exact classifier', () => {
    const of = (...names: string[]) =>
      licenseOfClassifiers(names.map((name) => `License :: OSI Approved :: ${name}`));
    expect(of('MIT License')).toBe('MIT');
    expect(of('GNU Lesser General Public License v3 or later (LGPLv3+)')).toBe('LGPL-3.0-or-later');
    expect(of('GNU General Public License v2 (GPLv2)')).toBe('GPL-2.0-only');
    expect([of('BSD License'), of('MIT License', 'Apache Software License'), of()]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('licenseOfFile', () => {
  it.each([
    ['Permission is hereby granted, free of charge,\n to any person obtaining a copy', 'MIT'],
    ['                Apache License\n          Version 2.0, January 2004', 'Apache-2.0'],
    [
      'Redistribution and use in source and binary forms, with or without modification. Neither the name of',
      'BSD-3-Clause',
    ],
    [
      'Redistribution and use in source and binary forms, with or without\n * modification, are',
      'BSD-2-Clause',
    ],
    [
      'GNU GENERAL PUBLIC LICENSE\n Version 3, 29 June 2007 ... GNU Affero General Public License version 3',
      'GPL-3.0-or-later',
    ],
    ['All rights reserved.', undefined],
  ])('%j is %s', (text, license) => {
    expect(licenseOfFile(text)).toBe(license);
  });
});
