import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { refuseToOverwrite, folderOfRecipe } from './target-folder';

describe('targetFolder', () => {
  it.each([
    ['thing', 'recipes', 'recipes/thing'],
    ['Thing', '', 'thing'],
    ['ruamel.yaml', './a/../b/', 'b/ruamel.yaml'],
  ])('%s in %s', (name, directory, folder) => {
    expect(folderOfRecipe(name, directory)).toEqual({ name: name.toLowerCase(), folder });
  });

  it.each(['', '..', '../x', 'a/b', 'a b', 'a\nb', '$(x)', '-x', 'x'.repeat(65), 'C:\\x', 'a.', '.'])(
    'refuses the name %j',
    (name) => expect(() => folderOfRecipe(name, 'recipes')).toThrow(/is not a valid conda package name/),
  );

  it.each(['..', '../x', '/etc', 'a/../../b', 'C:/x', '..\\x'])('refuses the folder %j', (directory) => {
    expect(() => folderOfRecipe('thing', directory)).toThrow(
      `--directory must be a relative path to a folder inside the workspace, not ${JSON.stringify(directory)}.`,
    );
  });

  it('refuses control characters in a folder', () => {
    expect(() => folderOfRecipe('thing', 'a\0b')).toThrow(
      '--directory must be a path without control characters, not "a\\u0000b".',
    );
  });
});

describe('refuseToOverwrite', () => {
  const thing = { name: 'thing', folder: 'recipes/thing' };

  it('refuses a folder with files', () => {
    const tree = createTreeWithEmptyWorkspace();
    expect(() => refuseToOverwrite(tree, thing)).not.toThrow();
    tree.write('recipes/thing/notes.txt', '');
    expect(() => refuseToOverwrite(tree, thing)).toThrow('The folder recipes/thing is not empty.');
    tree.write('recipes/thing/recipe.yaml', '');
    expect(() => refuseToOverwrite(tree, thing)).toThrow('recipes/thing/recipe.yaml already exists.');
  });

  it('refuses a file in the place of the folder', () => {
    const tree = createTreeWithEmptyWorkspace();
    tree.write('recipes/thing', '');
    expect(() => refuseToOverwrite(tree, thing)).toThrow('recipes/thing is a file, not a folder.');
  });
});
