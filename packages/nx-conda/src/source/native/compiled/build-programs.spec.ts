import { factsOf } from '../../source.fixture';

/** A setup.py with an extension of its own, and a command with these lines. */
function setup(...lines: string[]): string {
  return `import os, shutil, subprocess
from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
class Build(build_ext):
    def run(self):
${lines.map((line) => `        ${line}\n`).join('')}        super().run()
setup(name="a", version="1", ext_modules=[Extension("a._c", ["a.c"])], cmdclass={"build_ext": Build})
`;
}

describe('the programs that a build starts', () => {
  it.each([
    ['subprocess.check_call(["make", "-C", "csrc"])', ['make']],
    ['subprocess.run(["bison", "-o", out])', ['bison']],
    [
      'os.system("cd csrc && autoreconf -fi && ./configure && make -j4")',
      ['autoconf', 'automake', 'libtool', 'make'],
    ],
    ['subprocess.run(["/bin/sh", os.path.join(here, "autogen.sh")])', ['autoconf', 'automake', 'libtool']],
    ['self.spawn([shutil.which("perl"), "gen.pl"])', ['perl']],
    ['cmd = ["protoc", "--python_out=.", "a.proto"]', ['libprotobuf']],
    ['subprocess.check_output(["pkg-config", "--libs", "libzstd"])', ['pkg-config']],
    ['subprocess.call(["make.exe"] + args)', ['make']],
    ['subprocess.run(["git", "describe"]); os.system("cp a b")', []],
    ['# subprocess.run(["make"])', []],
    ['args = ["make"]', []],
  ])('by %s', (line, packages) => {
    const { buildTools, unknownPrograms } = factsOf({ 'setup.py': setup(line), 'a.c': '' });
    expect({ buildTools, unknownPrograms }).toEqual({ buildTools: packages, unknownPrograms: [] });
  });

  it('are named with their place if no package is known', () => {
    const text = setup(
      'subprocess.run(["fpm", "build"])',
      'self.run_command("build_py")',
      'cmd = ["a", "b"]',
    );
    expect(factsOf({ 'setup.py': text, 'a.c': '' }).unknownPrograms).toEqual(['fpm (setup.py:6)']);
  });

  it('include those of its Makefiles, with the libraries that they link', () => {
    const files = {
      'setup.py': setup('subprocess.check_call(["make"])'),
      'a.c': '',
      'csrc/Makefile': 'LIBS = -lopenblas -lm\n# -lfoo\na.so: a.c\n\t@swig -python a.i\n\tgcc a.c $(LIBS)\n',
    };
    const { buildTools, links } = factsOf(files);
    expect(buildTools).toEqual(['make', 'swig']);
    expect(links).toEqual(['openblas', 'm']);
    expect(factsOf({ ...files, 'setup.py': setup('pass') }).buildTools).toEqual([]);
  });

  it('include SWIG if an extension has an interface file', () => {
    const text = setup('pass').replace('["a.c"]', '["a.i"]');
    expect(factsOf({ 'setup.py': text, 'a.i': '' }).buildTools).toEqual(['swig']);
  });
});

describe('the programs that CMake and Meson start', () => {
  const pyproject = (backend: string, requires: string) =>
    `[project]\nname = "a"\nversion = "1"\n[build-system]\nrequires = ["${requires}"]\nbuild-backend = "${backend}"\n`;
  const head = 'cmake_minimum_required(VERSION 3.18)\nproject(a)\n';

  it.each([
    ['find_package(SWIG)', ['swig']],
    ['find_package(BISON 3 REQUIRED)', ['bison']],
    ['find_program(NASM NAMES nasm REQUIRED)', ['nasm']],
    ['add_custom_command(OUTPUT a.c COMMAND perl gen.pl)', ['perl']],
    ['ExternalProject_Add(b CONFIGURE_COMMAND ./configure BUILD_COMMAND make -j4)', ['make']],
    ['find_program(DOXYGEN doxygen)\nfind_program(CCACHE ccache)', []],
    ['if(WIN32)\nfind_package(SWIG)\nendif()', []],
  ])('%s', (lines, programs) => {
    const files = {
      'pyproject.toml': pyproject('scikit_build_core.build', 'scikit-build-core'),
      'CMakeLists.txt': `${head}${lines}\n`,
    };
    expect(factsOf(files).buildTools).toEqual(programs);
  });

  it('in files of another project in the source, too', () => {
    const files = {
      'pyproject.toml': pyproject('scikit_build_core.build', 'scikit-build-core'),
      'CMakeLists.txt': `${head}add_subdirectory(extern/b)\n`,
      'extern/b/CMakeLists.txt': 'project(b)\nfind_package(SWIG)\n',
    };
    expect(factsOf(files).buildTools).toEqual(['swig']);
  });

  it("find_program('flex')", () => {
    const build =
      "project('a', 'c')\nflex = find_program('flex')\nx = find_program('yasm', required: false)\n";
    const files = { 'pyproject.toml': pyproject('mesonpy', 'meson-python'), 'meson.build': build };
    expect(factsOf(files).buildTools).toEqual(['flex']);
  });
});

describe('the libraries of a setup.py that asks pkg-config', () => {
  it.each([
    ['subprocess.check_output(["pkg-config", "--libs", "libzstd"])', ['libzstd']],
    ['import pkgconfig\n        pkgconfig.parse("libxml-2.0 >= 2.9 zlib")', ['libxml-2.0', 'zlib']],
    ['import pkgconfig\n        self.find(pkgconfig, "lz4", "liblz4", ">= 1.7")', ['liblz4']],
    ['print("liblz4")', []],
  ])('%s', (line, links) => {
    expect(factsOf({ 'setup.py': setup(line), 'a.c': '' }).links).toEqual(links);
  });

  it('need the program pkg-config', () => {
    const text = setup('import pkgconfig', 'pkgconfig.parse("zlib")');
    expect(factsOf({ 'setup.py': text, 'a.c': '' }).buildTools).toEqual(['pkg-config']);
  });

  it('are a TODO with the place if their names are computed', () => {
    const text = setup('self.extensions[0].libraries += self.find()');
    expect(factsOf({ 'setup.py': text, 'a.c': '' }).computedLibraries).toEqual([
      'setup.py:6 (self.extensions[0].libraries += self.find())',
    ]);
    const known = text.replace('["a.c"]', '["a.c"], libraries=["z"]');
    expect(factsOf({ 'setup.py': known, 'a.c': '' }).computedLibraries).toEqual([]);
  });
});
