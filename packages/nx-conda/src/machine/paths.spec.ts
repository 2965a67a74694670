import { posix, win32 } from 'node:path';
import { folderOf, isInside, isWrittenAsPath, pathFrom } from './paths';

describe('isInside', () => {
  it.each([
    ['/w', '/w', true],
    ['/w', '/w/a/b', true],
    ['/w', '/w/..data/a', true],
    ['/w', '/w/...', true],
    ['/', '/a', true],
    ['/w', '/wa', false],
    ['/w/a', '/w', false],
    ['/w', '/', false],
    ['/w', '/..w', false],
    ['/w', '/w/../x', false],
  ])('%s, %s: %s', (folder, path, expected) => {
    expect(isInside(folder, path, posix)).toBe(expected);
  });

  it.each([
    ['C:\\w', 'C:\\w\\a', true],
    ['C:\\w', 'c:\\W\\a', true],
    ['C:\\w', 'C:/w/a', true],
    ['C:\\w', 'C:\\w\\..data', true],
    ['C:\\', 'C:\\a', true],
    ['\\\\server\\share', '\\\\server\\share\\a', true],
    ['C:\\w', 'C:\\wa', false],
    ['C:\\w', 'C:\\', false],
    ['C:\\w', 'D:\\w\\a', false],
    ['C:\\w', '\\\\server\\share\\w', false],
  ])('on Windows %s, %s: %s', (folder, path, expected) => {
    expect(isInside(folder, path, win32)).toBe(expected);
  });
});

describe('pathFrom', () => {
  it('separates with slashes', () => {
    expect(pathFrom('/w', '/w/a/b\\c', posix)).toBe('a/b\\c');
    expect(pathFrom('C:\\w', 'C:\\w\\a\\b', win32)).toBe('a/b');
    expect(pathFrom('C:\\w', 'c:\\W\\a', win32)).toBe('a');
    expect(pathFrom('C:\\w\\x', 'C:\\w\\a', win32)).toBe('../a');
    expect(pathFrom('C:\\w', 'C:\\w', win32)).toBe('');
  });

  it('stays absolute on another drive', () => {
    expect(pathFrom('C:\\w', 'D:\\a\\b', win32)).toBe('D:/a/b');
  });
});

describe('folderOf', () => {
  it.each([
    ['dist/channel', '/w/dist/channel'],
    ['/a/b', '/a/b'],
    ['file:dist/my%20channel', '/w/dist/my%20channel'],
    ['file://dist', '/w/dist'],
    ['file:///a/my%20channel', '/a/my channel'],
  ])('%s', (text, folder) => {
    expect(folderOf(text, '/w', posix)).toBe(folder);
  });

  it.each([
    ['dist/channel', 'C:\\w\\dist\\channel'],
    ['dist\\channel', 'C:\\w\\dist\\channel'],
    ['D:\\a', 'D:\\a'],
    ['D:/a', 'D:\\a'],
    ['\\\\server\\share\\a', '\\\\server\\share\\a'],
    ['file:dist', 'C:\\w\\dist'],
    ['file:D:/a', 'D:\\a'],
    ['file://D:/a', 'D:\\a'],
    ['file:///D:/a/my%20channel', 'D:\\a\\my channel'],
  ])('on Windows %s', (text, folder) => {
    expect(folderOf(text, 'C:\\w', win32)).toBe(folder);
  });
});

describe('isWrittenAsPath', () => {
  it('knows folders, and not names', () => {
    const texts = [
      './a',
      '../a',
      '/a',
      'conda-forge',
      'my/channel',
      'https://host/a',
      'C:\\a',
      'c:/a',
      '.\\a',
    ];
    const written = (path: typeof posix) => texts.filter((text) => isWrittenAsPath(text, path));
    expect(written(posix)).toEqual(['./a', '../a', '/a']);
    expect(written(win32)).toEqual(['./a', '../a', '/a', 'C:\\a', 'c:/a', '.\\a']);
  });
});
