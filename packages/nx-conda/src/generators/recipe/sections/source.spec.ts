import type { SourceOrigin } from '../../../source/source-facts';
import { facts, plan } from '../facts.fixture';
import { sourceSection } from './source';

const commit = '0123456789abcdef0123456789abcdef01234567';
const of = (origin: SourceOrigin, version = '1.2', patches: string[] = []) =>
  sourceSection(plan({ facts: facts({ origin, version }), patches }));

describe('sourceSection', () => {
  it('uses the version variable, and has the commit beside the tag', () => {
    expect(of({ kind: 'git', url: 'https://a.example/b.git', tag: 'v1.2', commit })).toEqual({
      git: 'https://a.example/b.git',
      tag: 'v${{ version }}',
      expected_commit: commit,
    });
  });

  it('uses the commit without a tag', () => {
    expect(of({ kind: 'git', url: 'https://a.example/b.git', tag: undefined, commit })).toEqual({
      git: 'https://a.example/b.git',
      rev: commit,
    });
  });

  it('does not change other numbers', () => {
    const sha256 = 'F'.repeat(64);
    expect(of({ kind: 'url', url: 'https://a.example/11.2/1.2.1/b-1.2.tar.gz', sha256 })).toEqual({
      url: 'https://a.example/11.2/1.2.1/b-${{ version }}.tar.gz',
      sha256: 'f'.repeat(64),
    });
  });

  it('is relative to the recipe for a folder, with its patches', () => {
    expect(of({ kind: 'path', path: '/ws/libs/thing' }, '1.2', ['a.patch'])).toEqual({
      path: '../../libs/thing',
      patches: ['a.patch'],
    });
    expect(of({ kind: 'path', path: '/ws/recipes/thing/src' })).toEqual({ path: 'src' });
  });
});
