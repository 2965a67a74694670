import { sourceWith } from '../source/source.fixture';
import { readSubject } from './read-subject';

describe('readSubject', () => {
  it('reads the patches and scripts that the recipe names in other folders of the workspace', async () => {
    const recipe = [
      'package: { name: a }',
      'source:',
      '  url: https://a.org/b/c.patch',
      '  patches: [patches/a.patch, ../../shared/b.diff, ../../../out.patch, patches/absent.patch]',
      'build:',
      '  script: scripts/build.sh',
      '',
    ].join('\n');
    const workspaceRoot = sourceWith({
      ...{ 'recipes/a/recipe.yaml': recipe, 'recipes/a/build.bat': '', 'recipes/a/patches/a.patch': 'a' },
      ...{
        'shared/b.diff': 'b',
        'recipes/a/scripts/build.sh': 'make\n',
        'recipes/a/patches/unnamed.patch': '',
      },
    });
    const subject = await readSubject({
      ...{ workspaceRoot, recipePath: 'recipes/a/recipe.yaml', variantFiles: [], platform: 'linux-64' },
      workspace: { provides: new Map(), channels: [], channelPackages: undefined },
    });
    expect([...subject.besides].map(([name, { path }]) => [name, path])).toEqual([
      ['build.bat', 'recipes/a/build.bat'],
      ['patches/a.patch', 'recipes/a/patches/a.patch'],
      ['../../shared/b.diff', 'shared/b.diff'],
      ['scripts/build.sh', 'recipes/a/scripts/build.sh'],
    ]);
    expect(subject.scripts.map(({ commands }) => commands)).toContain('make\n');
  });
});
