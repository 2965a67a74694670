import { factsOf } from '../../source.fixture';

const SETUP = 'from setuptools import setup, Extension\n';

function librariesOf(code: string): readonly string[] {
  const files = { 'setup.py': `${SETUP}${code}\nsetup(name="a", ext_modules=all)`, 'a.c': '' };
  return factsOf(files).links;
}

describe('the libraries of extensions', () => {
  it.each<[string, string]>([
    ['in a dictionary', 'kw = {"libraries": ["git2"]}\nall = [Extension("a", ["a.c"], **kw)]'],
    ['in dict()', 'kw = dict(libraries=["git2"])\nall = [Extension("a", ["a.c"], **kw)]'],
    [
      'in a list that grows',
      'libraries = []\nlibraries.extend(["git2"])\nall = [Extension("a", ["a.c"], libraries=libraries)]',
    ],
    ['by a variable', 'name = "git2"\nall = [Extension("a", ["a.c"], libraries=[name])]'],
    [
      'among the arguments of the linker',
      'all = [Extension("a", ["a.c"], extra_link_args=["-Wl,-O1", "-lgit2", "git3"])]',
    ],
    [
      'in its flags',
      'ldflags = "-L/usr/lib -lgit2".split()\nall = [Extension("a", ["a.c"], extra_link_args=ldflags)]',
    ],
    ['set later', 'one = Extension("a", ["a.c"])\none.libraries = ["git2"]\nall = [one]'],
  ])('are found %s', (_, code) => {
    expect(librariesOf(code)).toEqual(['git2']);
  });

  it('are found in a module that setup.py imports', () => {
    const files = {
      'setup.py': `${SETUP}from pkg_build import kw\nsetup(name="a", ext_modules=[Extension("a", ["a.c"], **kw)])`,
      'pkg_build.py': 'def kw() -> tuple[str, dict]:\n  return ("x", {"libraries": ["git2"]})',
    };
    expect(factsOf(files).links).toEqual(['git2']);
  });

  it('are not those that setup() builds', () => {
    const built = 'libraries = [("own", {"sources": ["b.c"]})]\nall = [Extension("a", ["a.c"])]';
    expect(librariesOf(built)).toEqual([]);
  });

  it('are not the uuid of Windows', () => {
    const code = 'libraries = ["kernel32", "uuid"]\nall = [Extension("a", ["a.c"], libraries=libraries)]';
    expect(librariesOf(code)).toEqual(['kernel32']);
  });

  it('are not those of a list for something else', () => {
    expect(librariesOf('paths = ["git2"]\nall = [Extension("a", ["a.c"])]')).toEqual([]);
    expect(librariesOf('libraries = find("git2")\nall = [Extension("a", ["a.c"])]')).toEqual([]);
  });
});
