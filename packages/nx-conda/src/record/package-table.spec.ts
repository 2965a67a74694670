import { packageTable } from './package-table';

describe('packageTable', () => {
  it('aligns the columns', () => {
    const table = packageTable([
      {
        name: 'ccimport',
        version: '0.4.4',
        buildString: 'pyh4616a5c_0',
        size: 27_136,
        seconds: 8.2,
        state: 'built',
      },
      {
        name: 'spconv',
        version: '2.3.6',
        buildString: 'cuda126_he81d661_0',
        size: 2_768_241,
        seconds: 1854,
        state: 'reused',
      },
      { name: 'old', version: '1', buildString: '0', size: 12, state: 'reused' },
    ]);
    expect(table).toBe(
      [
        'package   version  build                   size         time',
        'ccimport  0.4.4    pyh4616a5c_0        26.5 KiB        8.2 s  built',
        'spconv    2.3.6    cuda126_he81d661_0  2.64 MiB  30 min 54 s  reused',
        'old       1        0                       12 B               reused',
      ].join('\n'),
    );
  });

  it('is empty without packages', () => {
    expect(packageTable([])).toBe('');
  });
});
