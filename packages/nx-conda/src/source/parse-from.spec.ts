import fc from 'fast-check';
import { parseFrom } from './parse-from';

describe('parseFrom', () => {
  it.each([
    ['pypi:numpy', { kind: 'pypi', name: 'numpy', version: undefined }],
    ['pypi:a.b-c@1.0rc1', { kind: 'pypi', name: 'a.b-c', version: '1.0rc1' }],
    ['github:a/b', { kind: 'git', url: 'https://github.com/a/b', tag: undefined }],
    ['github:a-b/c.d.git@v1.2', { kind: 'git', url: 'https://github.com/a-b/c.d', tag: 'v1.2' }],
    ['git:https://example.org/a.git@x/v1', { kind: 'git', url: 'https://example.org/a.git', tag: 'x/v1' }],
    ['git:git@example.org:a/b@v1', { kind: 'git', url: 'git@example.org:a/b', tag: 'v1' }],
    ['git:ssh://git@example.org/a/b', { kind: 'git', url: 'ssh://git@example.org/a/b', tag: undefined }],
    ['git:file:///a/b@1', { kind: 'git', url: 'file:///a/b', tag: '1' }],
    ['path:../a b', { kind: 'path', path: '../a b' }],
  ])('reads %s', (from, request) => {
    expect(parseFrom(from)).toEqual(request);
  });

  it.each([
    '',
    'numpy',
    'pypi:',
    'pypi:../x',
    'pypi:a/b',
    'pypi:a@',
    'pypi:a@$(x)',
    'pypi:-a',
    'github:a',
    'github:-a/b',
    'github:a/..',
    'github:a/b/c',
    'github:a/b@--upload-pack=x',
    'github:a/b@a..b',
    'github:a/b@a b',
    'github:a/b@a:b',
    'git:ext::sh -c x',
    'git:--upload-pack=x',
    'git:-x@v1',
    'git:https://example.org/a@-x',
    'git:https://example.org/a\n@v1',
    'git:http://example.org/a',
    'git:https://-x/a',
    'git:ssh://-oProxyCommand=x/a',
    'git:/a/b',
    'path:',
    'path:a\u0000b',
  ])('refuses %j', (from) => {
    expect(() => parseFrom(from)).toThrow(/Cannot read --from/);
  });

  it('refuses values that git treats as an option or a command', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (url, tag) => {
        let request;
        try {
          request = parseFrom(`git:${url}@${tag}`);
        } catch {
          return;
        }
        if (request.kind !== 'git') throw new Error('another kind');
        expect(request.url).not.toMatch(/^-|::|\p{Cc}/u);
        expect(request.tag ?? '').not.toMatch(/^-|\p{Cc}|[:\s~^?*[\\]/u);
      }),
    );
  });
});
