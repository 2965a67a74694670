import { pathsForNx, patternsForNx } from './workspace-paths';

describe('pathsForNx', () => {
  it('leaves out the own folder, and what Nx cannot see', () => {
    const paths = ['recipes/x/own', 'recipes/x', 'src', '../lib', '..', '/abs', '..patches/a.patch', 'src'];
    expect(pathsForNx('recipes/x', paths)).toEqual(['..patches/a.patch', 'src']);
    expect(pathsForNx('.', ['src'])).toEqual([]);
  });
});

describe('patternsForNx', () => {
  it.each([
    ['recipes/x', '../../common/**', ['common/**']],
    ['recipes/x', './sub/../*.sh', ['recipes/x/*.sh']],
    ['rec[i]pes', '*.sh', ['rec\\[i\\]pes/*.sh']],
    ['recipes/x', '../../common', ['common', 'common/**/*']],
    ['x', '..', ['**/*', '**/*/**/*']],
    ['x', '../../outside/**', []],
    ['x', '/abs/**', []],
  ])('of %j resolves %j', (root, pattern, patterns) => {
    expect(patternsForNx(root, [pattern])).toEqual(patterns);
  });
});
