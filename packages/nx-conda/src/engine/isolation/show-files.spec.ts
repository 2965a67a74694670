import { basename, dirname } from 'node:path';
import { showFiles } from './show-files';
import { Visibility } from './visibility';
import { findNodes, type FolderEntry, visibleTree } from './visible-tree';

/** A disk with some files; a name that ends in `@` is a link. */
function diskWith(files: string[]): (folder: string) => FolderEntry[] {
  return (folder) => {
    const below = files
      .filter((file) => file.startsWith(`${folder}/`))
      .map((file) => file.slice(folder.length + 1));
    const names = new Map(below.map((path) => [path.split('/')[0] ?? '', path.includes('/')]));
    return [...names].map(([name, isFolder]) => {
      const leaf = name.endsWith('@') ? 'link' : 'file';
      return { name, kind: isFolder ? 'folder' : leaf };
    });
  };
}

function show(disk: string[], visible: string[], hidden = ['/w']) {
  const tree = visibleTree(visible, diskWith(disk), new Set(['/', ...hidden]));
  return { tree, ...showFiles(findNodes(tree, hidden), '/scratch', (path) => `text of ${basename(path)}`) };
}

describe('showFiles', () => {
  it('shows a folder unchanged if nothing in it is hidden', () => {
    const files = ['/w/recipes/a/recipe.yaml', '/w/recipes/a/src/x.c'];
    const { mounts, closed } = show([...files, '/w/recipes/b/recipe.yaml', '/w/top.txt'], files);
    expect(mounts).toEqual([{ kind: 'readonly', from: '/w/recipes/a', at: '/w/recipes/a' }]);
    expect(closed).toEqual(['/w', '/w/recipes']);
  });

  it('shows single files if others are hidden, and recreates links', () => {
    const files = ['/w/a/x', '/w/a/l@', '/w/a/sub/y'];
    const { mounts, closed } = show([...files, '/w/a/ignored'], files);
    expect(mounts).toEqual([
      { kind: 'readonly', from: '/w/a/x', at: '/w/a/x' },
      { kind: 'link', text: 'text of l@', at: '/w/a/l@' },
      { kind: 'readonly', from: '/w/a/sub', at: '/w/a/sub' },
    ]);
    expect(closed).toEqual(['/w']);
  });

  it('never shows a hidden folder unchanged, even if all files in it are named', () => {
    expect(show(['/w/a', '/w/b'], ['/w/a', '/w/b']).mounts).toHaveLength(2);
  });

  it('omits missing files', () => {
    expect(show(['/w/a/x', '/w/a/y'], ['/w/a/x', '/w/a/gone']).mounts).toEqual([
      { kind: 'readonly', from: '/w/a/x', at: '/w/a/x' },
    ]);
  });

  it('copies files instead of mounting thousands', () => {
    const many = Array.from({ length: 300 }, (_, index) => `/w/a/${index}`);
    const { mounts, stages } = show([...many, '/w/a/ignored', '/w/a/whole/z'], [...many, '/w/a/whole/z']);
    expect(mounts).toEqual([
      { kind: 'readonly', from: '/scratch/0', at: '/w/a' },
      { kind: 'readonly', from: '/w/a/whole', at: '/w/a/whole' },
    ]);
    expect(stages).toEqual([{ at: '/w/a', from: '/scratch/0', files: many, folders: ['/w/a/whole'] }]);
  });
});

describe('Visibility', () => {
  const disk = ['/w/a/x', '/w/a/ignored', '/w/b/x', '/w/c/d/x', '/w/dist/p/pkg'];
  const { tree } = show(disk, ['/w/a/x', '/w/b/x']);
  const visibility = new Visibility(['/w', '/tmp'], tree, ['/w/dist/p', '/tmp/cache']);

  it.each([
    ['/usr/bin/cc', 'visible'],
    ['/w', 'partial'],
    ['/w/a', 'partial'],
    ['/w/a/x', 'visible'],
    ['/w/a/ignored', 'hidden'],
    ['/w/b', 'visible'],
    ['/w/c', 'hidden'],
    ['/w/c/d/x', 'hidden'],
    ['/w/dist', 'partial'],
    ['/w/dist/p/pkg', 'visible'],
    ['/w/dist/q', 'hidden'],
    ['/tmp/other', 'hidden'],
    ['/tmp/cache/x', 'visible'],
  ])('%s is %s', (path, sight) => expect(visibility.of(path)).toBe(sight));

  it('hides the workspace in a folder that is shown', () => {
    const nested = new Visibility(['/tmp', '/tmp/home/w'], tree, ['/tmp/home']);
    expect(nested.of('/tmp/home/x')).toBe('visible');
    expect(nested.of('/tmp/home/w/x')).toBe('hidden');
    expect(dirname('/tmp/home')).toBe('/tmp');
  });
});
