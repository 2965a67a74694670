import { WorkspaceFiles } from './workspace-files';

const FILES = [
  { file: 'recipe.yaml', hash: '0' },
  { file: 'a/recipe.yaml', hash: '1' },
  { file: 'a/deep/x.patch', hash: '2' },
  { file: 'ab/recipe.yaml', hash: '3' },
];

function hashesWith(changes: Record<string, string> = {}): Map<string, string> {
  const files = FILES.map(({ file, hash }) => ({ file, hash: changes[file] ?? hash }));
  const workspace = new WorkspaceFiles(files);
  return new Map(['.', 'a', 'ab'].map((folder) => [folder, workspace.contentHash(workspace.at([folder]))]));
}

describe('WorkspaceFiles', () => {
  it('hashes everything below a folder, and nothing beside it', () => {
    const before = hashesWith();
    const after = hashesWith({ 'a/deep/x.patch': 'new' });
    const changed = [...before.keys()].filter((folder) => before.get(folder) !== after.get(folder));
    expect(changed).toEqual(['.', 'a']);
  });

  it('notices a moved file', () => {
    const moved = FILES.map(({ file, hash }) => ({ file: file.replace('x.patch', 'y.patch'), hash }));
    const [before, after] = [FILES, moved].map((files) => new WorkspaceFiles(files));
    expect(after?.contentHash(after.at(['a']))).not.toEqual(before?.contentHash(before.at(['a'])));
  });

  it('lists the files at paths: a file, a folder, and nothing', () => {
    const files = new WorkspaceFiles(FILES);
    expect(files.at(['ab/recipe.yaml', 'a', 'c'])).toEqual([
      'ab/recipe.yaml',
      'a/recipe.yaml',
      'a/deep/x.patch',
    ]);
    expect(files.at(['.'])).toHaveLength(FILES.length);
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
