import { isBranchName } from './branch-names';

describe('isBranchName', () => {
  it.each(['main', 'master', 'HEAD', 'develop', 'origin/x', 'refs/heads/v1', 'feature/x'])('%s', (name) => {
    expect(isBranchName(name)).toBe(true);
  });

  it.each(['v1.0', '1.2', 'release-1.2', 'release/1.2', 'main-1.0', 'refs/tags/main', '0123abc', ''])(
    'not %s',
    (name) => {
      expect(isBranchName(name)).toBe(false);
    },
  );
});
