import { WorkspaceFiles } from './workspace-files';

const FILES = [
  { file: 'recipe.yaml', hash: '0' },
  { file: 'a/recipe.yaml', hash: '1' },
  { file: 'a/deep/x.patch', hash: '2' },
  { file: 'ab/recipe.yaml', hash: '3' },
];

function hashesWith(changes: Record<string, string> = {}): Map<string, string> {
  const files = FILES.map(({ file, hash }) => ({ file, hash: changes[file] ?? hash }));
  return new WorkspaceFiles(files).contentHashes(['.', 'a', 'ab']);
}

describe('WorkspaceFiles', () => {
  it('hashes all below a folder, and nothing beside it', () => {
    const before = hashesWith();
    const after = hashesWith({ 'a/deep/x.patch': 'new' });
    const changed = [...before.keys()].filter((folder) => before.get(folder) !== after.get(folder));
    expect(changed).toEqual(['.', 'a']);
  });

  it('sees a file that moves', () => {
    const moved = FILES.map(({ file, hash }) => ({ file: file.replace('x.patch', 'y.patch'), hash }));
    expect(new WorkspaceFiles(moved).contentHashes(['a'])).not.toEqual(
      new WorkspaceFiles(FILES).contentHashes(['a']),
    );
  });

  it('finds files by name at any depth', () => {
    expect(new WorkspaceFiles(FILES).named('recipe.yaml')).toEqual([
      'recipe.yaml',
      'a/recipe.yaml',
      'ab/recipe.yaml',
    ]);
    expect(new WorkspaceFiles(FILES).has('a/deep/x.patch')).toBe(true);
  });
});
