import { findingsOf, linesOf } from '../subject.fixture';
import { missingSubmodule } from './missing-submodule';

const workspace = {
  absentSubmodules: new Map([
    ['third/sub', 'git submodule update --init third/sub'],
    ['recipes/a/vendor', 'git submodule update --init recipes/a/vendor'],
  ]),
};
const found = (recipe: string) => linesOf(findingsOf(missingSubmodule, recipe, { workspace }));

describe('missing-submodule', () => {
  it.each([
    ['source:\n  path: ../../third/sub/lib\n', 'warning 2: ../../third/sub/lib'],
    ['source:\n  path: ../../third/sub\n', 'warning 2: ../../third/sub'],
    ['source:\n  - path: vendor/x\n', 'warning 2: vendor/x'],
    [
      'source:\n  path: src\n  patches:\n    - ../../third/sub/a.patch\n',
      'warning 4: ../../third/sub/a.patch',
    ],
    ['context: {d: third}\nsource:\n  path: ../../${{ d }}/sub\n', 'warning 1: context'],
    [
      'build:\n  script: . $RECIPE_DIR/../../third/sub/env.sh\n',
      'warning 2: . $RECIPE_DIR/../../third/sub/env.sh',
    ],
  ])('finds %j', (recipe, line) => {
    expect(found(recipe)).toEqual([line]);
  });

  it('says how to get the files', () => {
    const [finding] = findingsOf(missingSubmodule, 'source: {path: vendor}\n', { workspace });
    expect(finding).toMatchObject({
      message: 'recipes/a/vendor is a git submodule that is not checked out.',
      help: ['To check out the submodule, run git submodule update --init recipes/a/vendor'],
    });
  });

  it.each([
    'source:\n  path: ../../third/subway\n',
    'source:\n  url: https://a.org/third/sub.zip\n',
    'about: {}\n',
  ])('says nothing of %j', (recipe) => {
    expect(found(recipe)).toEqual([]);
  });

  it('says nothing if all are checked out', () => {
    expect(findingsOf(missingSubmodule, 'source: {path: ../../third/sub}\n')).toEqual([]);
  });
});
