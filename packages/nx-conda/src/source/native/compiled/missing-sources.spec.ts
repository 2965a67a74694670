import { factsOf } from '../../source.fixture';

const SETUP = `from setuptools import Extension, setup
setup(name="a", version="1", ext_modules=[Extension("a._c", ["csrc/a.cpp", "csrc/b.cpp"])])
`;

describe('files that the build names, and the source lacks', () => {
  it('are told, unless they are elsewhere or made by Cython', () => {
    expect(factsOf({ 'setup.py': SETUP, 'csrc/a.cpp': '' }).missingSources).toEqual(['csrc/b.cpp']);
    expect(factsOf({ 'setup.py': SETUP, 'csrc/a.cpp': '', 'lib/b.cpp': '' }).missingSources).toEqual([]);
    expect(factsOf({ 'setup.py': SETUP, 'csrc/a.cpp': '', 'csrc/b.pyx': '' }).missingSources).toEqual([]);
  });

  it.each(['build/b.cpp', 'csrc/b_wrap.cpp', 'csrc/b.pb.cc', 'csrc/*.cpp', 'csrc/{name}.cpp'])(
    'do not include %s',
    (name) => {
      const text = SETUP.replace('csrc/b.cpp', name);
      expect(factsOf({ 'setup.py': text, 'csrc/a.cpp': '' }).missingSources).toEqual([]);
    },
  );
});
