import { unreadVariantFiles } from './unread-variant-files';

function unread(folder: string, read: string[], ...files: string[]): string[] {
  return unreadVariantFiles(folder, read, (path) => files.includes(path));
}

describe('the variant files that are not read for a recipe', () => {
  it('are in the folders above it, with a usual name, and not configured', () => {
    const files = [
      'variants.yaml',
      'conda_build_config.yaml',
      'a/variant.json',
      'a/b/variants.yaml',
      'c/variants.yaml',
    ];
    expect(unread('a/b', ['variants.yaml'], ...files, 'my-variants.yaml')).toEqual([
      'a/variant.json',
      'conda_build_config.yaml',
    ]);
  });

  it('are not those beside another recipe, or beside the recipe in the root', () => {
    expect(unread('a/b', [], 'a/recipe.yaml', 'a/variants.yaml')).toEqual([]);
    expect(unread('.', [], 'variants.yaml')).toEqual([]);
  });
});
