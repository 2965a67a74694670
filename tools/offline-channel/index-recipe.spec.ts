import type { IndexEntry } from './index-entry';
import { planIndexEntry } from './index-recipe';

const entry: IndexEntry = {
  name: 'some-name',
  distribution: 'Some_Name',
  version: '1.2',
  sha256: 'a'.repeat(64),
  content: 'module',
  license: 'MIT',
};

describe('planIndexEntry', () => {
  it('makes a noarch package of a pure wheel, with its launchers', () => {
    const entryPoints = ['tool = some_name:main'];
    const { recipe, downloads } = planIndexEntry({ ...entry, run: ['other >=2'], entryPoints }, '/python');

    expect(recipe).toMatchObject({
      package: { name: 'some-name', version: '1.2' },
      source: [{ path: 'wheel.zip', sha256: entry.sha256 }],
      build: { noarch: 'python', string: 'pyh{key}_0', python: { entry_points: entryPoints } },
      requirements: { run: ['python >=3.11', 'other >=2'] },
    });
    expect(downloads['wheel.zip']).toEqual({
      distribution: 'Some_Name',
      version: '1.2',
      sha256: entry.sha256,
      format: 'wheel',
    });
  });

  it('takes programs with their files out of the module of a wheel', () => {
    const { recipe } = planIndexEntry({ ...entry, name: 'cmake', content: 'programs' }, '/python');
    expect(recipe.requirements?.run).toEqual([]);
    expect(recipe.build.noarch).toBeUndefined();
    expect(recipe.build.script?.content).toContain(
      'cp -R unpacked/cmake/data/bin unpacked/cmake/data/share "$PREFIX/"',
    );
  });

  it('ties a compiled wheel to the Python version, and compiles its modules with the interpreter', () => {
    const { recipe } = planIndexEntry({ ...entry, content: 'extension' }, "/opt/it's/python");

    expect(recipe.build.noarch).toBeUndefined();
    expect(recipe.build.string).toBe('py311h{key}_0');
    expect(recipe.requirements?.run).toEqual(['python 3.11.*', 'python_abi 3.11.* *_cp311']);
    expect(recipe.build.script?.content).toContain(String.raw`'/opt/it'\''s/python' -I -m compileall -q`);
  });

  it('takes only the programs, without Python', () => {
    const { recipe } = planIndexEntry({ ...entry, content: 'scripts' }, '/python');

    expect(recipe.requirements?.run).toEqual([]);
    expect(recipe.build.script?.content).not.toContain('site-packages');
  });

  it('installs the one module of a source archive with its metadata', () => {
    const { recipe, downloads } = planIndexEntry(
      { ...entry, name: 'one_module', content: 'sdist' },
      '/python',
    );

    expect(Object.keys(downloads)).toEqual(['source.tar.gz']);
    expect(recipe.build.script?.content).toContain('one_module-1.2.dist-info/METADATA');
  });

  it('stops at the first line that fails', () => {
    for (const content of ['module', 'extension', 'scripts', 'sdist'] as const) {
      const { recipe } = planIndexEntry({ ...entry, content }, '/python');
      expect(recipe.build.script?.content.startsWith('set -euo pipefail\n')).toBe(true);
    }
  });
});
