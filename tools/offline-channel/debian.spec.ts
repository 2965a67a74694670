import { archiveOf } from './debian';

describe('archiveOf', () => {
  it('takes the archive of the releases, not the one of security updates', () => {
    const targets =
      'http://other.example/cuda/\nhttp://mirror.example/debian-security/\nhttp://mirror.example/debian/\n';
    expect(archiveOf(targets)).toBe('http://mirror.example/debian/');
  });

  it('finds none if apt has none', () => expect(archiveOf('\n')).toBeUndefined());
});
