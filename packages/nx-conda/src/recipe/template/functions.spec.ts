import { defaultCdt, defaultCompiler } from './functions';

describe('defaultCompiler', () => {
  it.each([
    ['linux-64', ['gcc', 'gxx', 'gfortran', 'rust', 'cuda']],
    ['osx-arm64', ['clang', 'clangxx', 'gfortran', 'rust', 'cuda']],
    ['win-64', ['vs2022', 'vs2022', 'flang', 'rust', 'cuda']],
    ['emscripten-wasm32', ['emscripten', 'emscripten', 'gfortran', 'rust', 'cuda']],
  ])('%s', (platform, compilers) => {
    const languages = ['c', 'cxx', 'fortran', 'rust', 'cuda'];
    expect(languages.map((language) => defaultCompiler(language, platform))).toEqual(compilers);
  });
});

describe('defaultCdt', () => {
  it.each([
    ['linux-64', 'cos6', 'x86_64'],
    ['linux-32', 'cos6', 'i686'],
    ['linux-aarch64', 'cos7', 'aarch64'],
    ['linux-ppc64le', 'cos7', 'ppc64le'],
  ])('%s', (platform, name, architecture) => {
    expect(defaultCdt(platform)).toEqual({ name, architecture });
  });
});
