import { hiddenPlaces } from './hidden-places';

const around = {
  workspaceRoot: '/home/me/repo/ws',
  repositories: ['/home/me/repo'],
  temporary: ['/tmp', '/tmp', '/var/tmp'],
  home: '/home/me',
};

describe('hiddenPlaces', () => {
  it('hides the workspace, the repository around it and the folders for temporary files', () => {
    expect(hiddenPlaces(around, ['/home/me/repo/ws/recipes/a/recipe.yaml'])).toEqual({
      empty: ['/home/me/repo/ws', '/home/me/repo'],
      temporary: ['/tmp', '/var/tmp'],
    });
  });

  it('hides the folders of files read elsewhere, but neither the home folder nor the system', () => {
    const files = [
      '/data/pool/x.txt',
      '/data/pool/y.txt',
      '/usr/include/z.h',
      '/home/me/z',
      '/home/z',
      '/tmp/z',
    ];
    expect(hiddenPlaces(around, files).empty).toEqual(['/home/me/repo/ws', '/home/me/repo', '/data/pool']);
  });

  it('does not hide a repository that is the home folder', () => {
    expect(hiddenPlaces({ ...around, repositories: ['/home/me'] }, []).empty).toEqual(['/home/me/repo/ws']);
  });

  it('hides temporary files even if the home folder is among them', () => {
    expect(hiddenPlaces({ ...around, home: '/tmp/home' }, []).temporary).toContain('/tmp');
  });
});
