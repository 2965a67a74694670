import type { Workspace } from '../../../tools/workspace';

/** A small recipe: a noarch package of one text file, which builds in a moment. */
export interface SmallRecipe {
  name: string;
  version?: string;
  /** The content of the package's file. */
  content?: string;
  host?: string[];
  run?: string[];
  /** Lines of the build script, after the file is written. */
  script?: string[];
  /** Lines of the test script; none: no tests. */
  test?: string[];
}

export function recipeText({ name, version = '1.0.0', content = name, ...recipe }: SmallRecipe): string {
  const list = (items: string[], indent: string) =>
    items.map((item) => `${indent}- ${JSON.stringify(item)}`).join('\n');
  const section = (key: string, items: string[] | undefined) =>
    items && items.length > 0 ? [`  ${key}:`, list(items, '    ')] : [];
  return [
    'package:',
    `  name: ${name}`,
    `  version: ${version}`,
    'build:',
    '  noarch: generic',
    '  script:',
    list(
      ['mkdir -p $PREFIX/share', `echo ${content} > $PREFIX/share/${name}.txt`, ...(recipe.script ?? [])],
      '    ',
    ),
    'requirements:',
    ...section('host', recipe.host),
    ...section('run', recipe.run),
    ...(recipe.host?.length || recipe.run?.length ? [] : ['  run: []']),
    ...(recipe.test ? ['tests:', '  - script:', list(recipe.test, '      ')] : []),
    '',
  ].join('\n');
}

export function addRecipe(
  workspace: Workspace,
  recipe: SmallRecipe,
  folder = `recipes/${recipe.name}`,
): void {
  workspace.write(`${folder}/recipe.yaml`, recipeText(recipe));
}

/** base ← lib ← tool, and app, which needs tool only at run time. */
export function addChain(workspace: Workspace): void {
  addRecipe(workspace, { name: 'base-x', test: ['grep base-x $PREFIX/share/base-x.txt'] });
  addRecipe(workspace, {
    name: 'lib-x',
    host: ['base-x'],
    run: ['base-x'],
    script: ['cat $PREFIX/share/base-x.txt >> $PREFIX/share/lib-x.txt'],
    test: ['grep base-x $PREFIX/share/lib-x.txt'],
  });
  addRecipe(workspace, {
    name: 'tool-x',
    host: ['lib-x'],
    script: ['cp $PREFIX/share/lib-x.txt $PREFIX/share/tool-copy.txt'],
    test: ['grep base-x $PREFIX/share/tool-copy.txt'],
  });
  addRecipe(workspace, { name: 'app-x', run: ['tool-x'], test: ['test -f $PREFIX/share/tool-x.txt'] });
}
