import { readOptions } from './options';

describe('readOptions', () => {
  it('reads the variant, and uses a separate workspace for each', () => {
    const env = { XDG_CACHE_HOME: '/cache', NX_CONDA_RATTLER_BUILD: '/rb' };
    expect(readOptions(['--cuda', '12.6', '--offline', '--quick'], env)).toEqual({
      cuda: '12.6',
      offline: true,
      quick: true,
      isolated: false,
      pytorch: true,
      workspace: '/cache/nx-conda/chain-12.6-offline-quick',
      rattlerBuild: '/rb',
    });
    expect(readOptions(['--cuda', 'none', '--without', 'pytorch'], env).pytorch).toBe(false);
  });

  it.each([
    [[]],
    [['--cuda', '11']],
    [['--cuda', 'none', '--without', 'cumm']],
    [['--cuda', 'none', '--fast']],
  ])('prints its usage: %j', (args) =>
    expect(() => readOptions(args, {})).toThrow('npm run chain -- --cuda none|12.6'),
  );
});
