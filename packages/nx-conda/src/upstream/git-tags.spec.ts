import { parseTags } from './git-tags';

describe('parseTags', () => {
  it('takes what an annotated tag stands for', () => {
    const [tag, commit, other] = ['a', 'b', 'c'].map((letter) => letter.repeat(40));
    const listing = `${tag}\trefs/tags/v1\n${commit}\trefs/tags/v1^{}\n${other}\trefs/tags/a/b\nnoise\n`;
    expect([...parseTags(listing)]).toEqual([
      ['v1', commit],
      ['a/b', other],
    ]);
  });
});
