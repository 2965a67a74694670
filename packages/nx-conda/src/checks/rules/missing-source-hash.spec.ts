import { findingsOf, linesOf } from '../subject.fixture';
import { missingSourceHash } from './missing-source-hash';

const found = (...lines: string[]) =>
  linesOf(findingsOf(missingSourceHash, `source:\n${lines.map((line) => `  ${line}\n`).join('')}`));
const sha1 = '0123456789abcdef0123456789abcdef01234567';

describe('missing-source-hash', () => {
  it('warns about a download without a hash, in lists and under conditions too', () => {
    expect(found('url: https://a.org/a.zip')).toEqual(['warning 2: https://a.org/a.zip']);
    expect(
      found(
        '- if: linux',
        '  then:',
        '    url: https://a.org/a.zip',
        '- url: https://a.org/b.zip',
        '  md5: 1',
      ),
    ).toEqual(['warning 4: https://a.org/a.zip']);
  });

  it.each([
    ['branch: main', 'warning'],
    ['depth: 1', 'warning'],
    ['tag: v1', 'info'],
    ['rev: v1', 'info'],
    ['rev: main', 'warning'],
    ['rev: refs/heads/v1', 'warning'],
    ['rev: 0123abc', 'info'],
  ])('finds git with %s: %s', (how, severity) => {
    expect(found('git: https://a.org/a.git', how)).toEqual([`${severity} 2: https://a.org/a.git`]);
  });

  it.each([
    ['branch: main', /^Remove `branch:`, if it is set, and set `rev:` to a full commit hash/],
    ['rev: main', /git ls-remote <url> <branch>/],
    ['tag: v1', /^Add `expected_commit:` with the commit of the source/],
    ['rev: v1', /^Add `expected_commit:` with the commit of the source/],
    ['rev: 20240101', /^Add `expected_commit:` with the commit of the source/],
    [
      'rev: 0123abc',
      /^Write the full commit hash \(40 digits\)\. To find the hash, run git rev-parse 0123abc in a clone/,
    ],
  ])('says how to pin git with %s', (how, help) => {
    const [finding] = findingsOf(missingSourceHash, `source:\n  git: https://a.org/a.git\n  ${how}\n`);
    expect(finding?.help).toEqual([expect.stringMatching(help)]);
  });

  it('does not call the hash of a commit a tag', () => {
    const recipe = (rev: string) => `source:\n  git: https://a.org/a.git\n  rev: ${rev}\n`;
    const messages = (rev: string) =>
      findingsOf(missingSourceHash, recipe(rev)).map(({ message }) => message);
    expect(messages('0123abc')).toEqual(['`rev: 0123abc` is not a full commit hash.']);
    expect(messages('v1')).toEqual(['The source has no expected_commit.']);
  });

  it.each([
    ['a sha256', ['url: https://a.org/a.zip', 'sha256: 1']],
    ['an md5', ['url: https://a.org/a.zip', 'md5: 1']],
    ['a file of this machine', ['url: file:///a.zip']],
    ['a folder', ['path: ../a']],
    ['the whole name of a commit', ['git: https://a.org/a.git', `rev: ${sha1}`]],
    ['an expected commit', ['git: https://a.org/a.git', 'tag: v1', `expected_commit: ${sha1}`]],
    ['git in a folder', ['git: ../..']],
  ])('accepts %s', (_, lines) => {
    expect(found(...lines)).toEqual([]);
  });
});
