import { parseTags, versionOfTag, versionTags } from './tags';

describe('parseTags', () => {
  it('returns the commit of an annotated tag', () => {
    const [tag, commit, other] = ['a', 'b', 'c'].map((letter) => letter.repeat(40));
    const listing = `${tag}\trefs/tags/v1\n${commit}\trefs/tags/v1^{}\n${other}\trefs/tags/a/b\nnoise\n`;
    expect([...parseTags(listing)]).toEqual([
      ['v1', commit],
      ['a/b', other],
    ]);
  });
});

describe('versionOfTag', () => {
  it.each([
    ['v1.2.3', '1.2.3'],
    ['1.2', '1.2'],
    ['release-1.2', '1.2'],
    ['some-lib-v1.2rc1', '1.2rc1'],
    ['REL_1_2_3', '1.2.3'],
    ['pkg/v2.0', '2.0'],
    ['nightly', undefined],
    ['v1.2-foo', undefined],
  ])('%s is %s', (tag, version) => {
    expect(versionOfTag(tag)).toBe(version);
  });
});

describe('versionTags', () => {
  it.each([
    [
      ['v0.9', 'v0.10', 'v0.10rc1', 'nightly'],
      ['v0.10', 'v0.9'],
    ],
    [
      ['v1.0b2', 'v1.0rc1'],
      ['v1.0rc1', 'v1.0b2'],
    ],
    [['v1.9', 'v2.0.dev1'], ['v1.9']],
    [['nightly'], []],
  ])('of %j are %j', (tags, versions) => {
    expect(versionTags(tags)).toEqual(versions);
  });
});
