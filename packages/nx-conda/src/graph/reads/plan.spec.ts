import { baseOf, planOf } from './plan';
import { isOutside } from '../../recipe/reads/local-path';

const NOTHING = { root: 'recipes/x', reads: [], repositories: [], loads: [], environment: [], declared: [] };

describe('planOf', () => {
  it('has the own folder first, then each other place once, with its widest reading', () => {
    const reads = [
      { path: '../../src', takes: 'copy' as const },
      { path: '../../src/', takes: 'all' as const },
      { path: 'files', takes: 'copy' as const },
      { path: '/abs/./x', takes: 'copy' as const },
      { path: '../../../out', takes: 'all' as const },
    ];
    expect(planOf({ ...NOTHING, reads }).areas).toEqual([
      { path: 'recipes/x', takes: 'folder' },
      ...['variants.yaml', 'conda_build_config.yaml'].map((name) => ({
        path: `recipes/x/${name}`,
        takes: 'all',
      })),
      { path: '../out', takes: 'all' },
      { path: '/abs/x', takes: 'copy' },
      { path: 'recipes/x/files', takes: 'copy' },
      { path: 'src', takes: 'all' },
    ]);
  });

  it('looks for loaded files beside the recipe and in the workspace root, as rattler-build does', () => {
    const { areas } = planOf({ ...NOTHING, loads: ['versions.json'] });
    expect(areas.slice(3).map(({ path }) => path)).toEqual(['recipes/x/versions.json', 'versions.json']);
  });

  it('takes the folder before the first segment that is a pattern', () => {
    const { areas } = planOf({
      ...NOTHING,
      declared: ['../../common/**/*.sh', '../[a]/x', '*.sh', '../../../out'],
    });
    expect(areas.slice(3)).toEqual([
      { path: 'common', takes: 'all', pattern: 'common/**/*.sh' },
      { path: 'recipes', takes: 'all', pattern: 'recipes/[a]/x' },
      { path: 'recipes/x', takes: 'all', pattern: 'recipes/x/*.sh' },
      { path: '../out', takes: 'all', pattern: '../out/**' },
    ]);
    expect(['*.sh', '/abs/*', './a/b', '/*'].map(baseOf)).toEqual(['.', '/abs', 'a/b', '/']);
  });

  it('works for a recipe in the root', () => {
    const reads = [{ path: '.', takes: 'all' as const }];
    const { areas } = planOf({ ...NOTHING, root: '.', reads, declared: ['*.txt'] });
    expect(areas.filter(({ path }) => path === '.')).toEqual([
      { path: '.', takes: 'folder' },
      { path: '.', takes: 'all' },
      { path: '.', takes: 'all', pattern: '*.txt' },
    ]);
  });
});

describe('isOutside', () => {
  it('knows names that begin with two dots', () => {
    expect(['..patches', '..', '../x', '/x', 'x/..y'].map(isOutside)).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });
});
