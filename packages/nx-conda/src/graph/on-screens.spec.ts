import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectConfiguration } from '@nx/devkit';
import { onScreens } from './on-screens';
import { recipeText, TempWorkspace } from './temp-workspace.fixture';

function project(name: string, conda: object = {}): ProjectConfiguration {
  const target = { executor: 'nx-conda:build' };
  return { root: 'r', name, targets: { 'conda-build': target }, metadata: { conda } };
}

const helpOf = ({ targets }: ProjectConfiguration, target = 'conda-build') =>
  targets?.[target]?.metadata?.help;

describe('onScreens', () => {
  it.each([
    [{ provides: ['app'] }, 'Conda package app'],
    [{ provides: ['a', 'b'] }, 'Conda packages a, b'],
    [{ provides: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] }, 'Conda packages a, b, c, d, e and 2 more'],
    [{ provides: [] }, 'Conda recipe without packages'],
    [{ provides: [], reason: 'a:1:1 Bad\n  help' }, 'Conda recipe without packages: a:1:1 Bad'],
  ])('describes a project of %j without a summary', (conda, description) => {
    expect(onScreens(project('app', conda), 'nx', undefined).metadata?.description).toBe(description);
  });

  it('keeps what the options set', () => {
    const given = project('app');
    const help = { command: 'man app', example: {} };
    given.targets = {
      pack: { executor: 'nx-conda:build', metadata: { help } },
      all: { executor: 'nx:noop' },
    };
    const shown = onScreens(given, 'nx', undefined);
    expect(helpOf(shown, 'pack')).toEqual(help);
    expect(helpOf(shown, 'all')).toBeUndefined();
    expect(shown.metadata?.targetGroups).toEqual({ conda: ['pack', 'all'] });
  });

  it.each(['a b', 'a;b', '$(a)', 'a`b', "a'b", 'a"b', 'a|b', 'a&b', 'a>b', 'a%b%', 'a\nb', '-a', '~a', 'a*'])(
    'shows no command for the project %j: Nx would run it in a shell',
    (name) => expect(helpOf(onScreens(project(name), 'nx', undefined))).toBeUndefined(),
  );

  it('runs the help of projects with usual names', () => {
    expect(helpOf(onScreens(project('@org/lib--cuda126-py3.11'), './nx', undefined))?.command).toBe(
      './nx run @org/lib--cuda126-py3.11:conda-build --help',
    );
  });

  it('gives examples of options that exist', async () => {
    const { app } = await new TempWorkspace({ 'app/recipe.yaml': recipeText('app') }).projects();
    const targets = Object.values(app?.targets ?? {});
    expect(targets).toHaveLength(6);
    for (const { executor = '', metadata } of targets) {
      const file = join(__dirname, '../executors', executor.replace('nx-conda:', ''), 'schema.json');
      const { properties } = JSON.parse(readFileSync(file, 'utf8')) as { properties: object };
      const options = Object.keys(metadata?.help?.example.options ?? {});
      expect(options.length).toBeGreaterThan(0);
      expect(Object.keys(properties)).toEqual(expect.arrayContaining(options));
    }
  });
});
