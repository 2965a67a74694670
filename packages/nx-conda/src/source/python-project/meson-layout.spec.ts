import { pythonOf } from '../source.fixture';

const PYPROJECT =
  '[project]\nname = "acme"\nversion = "1"\n[build-system]\nrequires = ["meson-python"]\nbuild-backend = "mesonpy"\n';

function importsOf(build: string, files: Record<string, string> = {}): string[] {
  const head = "project('acme', 'c')\npy = import('python').find_installation(pure: false)\n";
  return pythonOf({ 'pyproject.toml': PYPROJECT, 'meson.build': head + build, ...files }).imports;
}

describe('what Meson installs', () => {
  it.each<[string, string[], Record<string, string>]>([
    ["py.install_sources('acme/py/__init__.py', subdir: 'acme')", ['acme'], { 'acme/py/__init__.py': '' }],
    ["py.install_sources(['lib/x.py', 'lib/acme.py'])", ['acme', 'x'], {}],
    ["py.extension_module('_acme', 'a.c', install: true)", ['_acme'], {}],
    ["py.extension_module('_c', 'a.c', subdir: 'acme', install: true)", ['acme'], {}],
    ["dir = py.get_install_dir() / 'acme'\npy.extension_module('_c', 'a.c', install_dir: dir)", ['acme'], {}],
    ["# py.install_sources('other.py')\npy.install_sources('acme.py')", ['acme'], {}],
  ])('%s', (build, imports, files) => {
    expect(importsOf(build, files)).toEqual(imports);
  });

  it('is read from the build files of folders, with packages inside of others', () => {
    const files = {
      'src/acme/meson.build':
        "py.install_sources('__init__.py', subdir: 'acme')\npy.install_sources(['__init__.py'], subdir: 'acme/sub')\n",
      ...{ 'src/acme/__init__.py': '', 'src/other/__init__.py': '' },
    };
    expect(importsOf("subdir('src/acme')", files)).toEqual(['acme']);
  });

  it('is guessed from the folders if it is unknown', () => {
    expect(importsOf("install_subdir('acme', install_dir: d)", { 'acme/__init__.py': '' })).toEqual(['acme']);
  });

  it('does not fail on calls that do not end', () => {
    expect(importsOf("py.install_sources('a.py', ".repeat(50), { 'acme/__init__.py': '' })).toEqual(['acme']);
  });
});
