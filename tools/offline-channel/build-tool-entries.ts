import type { IndexEntry } from './index-entry';

/** Tools that build projects with CUDA, besides those of the seed chain. */
export const buildToolEntries: readonly IndexEntry[] = [
  {
    name: 'cmake',
    version: '4.4.5',
    sha256: '85625a9b6d5e88ff99c7eb79123d85570844e77ac076366cf75c609cc0b1b579',
    content: 'programs',
    license: 'BSD-3-Clause',
  },
  {
    name: 'cython',
    version: '3.3.1',
    sha256: '26a28e0ca5dffe9c7d69d1e3a0f78cb74f41b2b6b40771f620262a5d04862a00',
    content: 'extension',
    license: 'Apache-2.0',
  },
  {
    name: 'pathspec',
    version: '1.1.1',
    sha256: 'a00ce642f577bf7f473932318056212bc4f8bfdf53128c78bbd5af0b9b20b189',
    content: 'module',
    license: 'MPL-2.0',
  },
  {
    name: 'scikit-build-core',
    version: '1.1.2',
    sha256: '7f4f959a467692db50bdd1ea7ce1507f2c7972e6023b753ee302d169bc4cec85',
    content: 'module',
    license: 'Apache-2.0',
    run: ['packaging', 'pathspec'],
  },
];
