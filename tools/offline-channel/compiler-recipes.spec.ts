import { compilerVariants, planCompilers } from './compiler-recipes';
import type { Machine } from './machine';

const machine: Machine = {
  python: {
    version: '3.11.7',
    executable: '/python',
    prefix: '/',
    standardLibrary: '/lib',
    headers: '/include',
    configHeader: '/include/pyconfig.h',
    sharedLibrary: null,
    fingerprint: '',
  },
  compilers: {
    version: '12.2.0',
    tools: { gcc: '/usr/bin/gcc', 'g++': '/usr/bin/g++', ar: '/usr/bin/ar' },
    identity: 'gcc (Some 12.2.0)',
  },
  glibc: '2.36',
};

describe('planCompilers', () => {
  const [gcc, gxx, sysroot] = planCompilers(machine);

  it('names the packages as compiler() and stdlib() do', () => {
    const names = planCompilers(machine).map(({ recipe }) => recipe.package);
    expect(names).toEqual([
      { name: 'gcc_linux-64', version: '12.2.0' },
      { name: 'gxx_linux-64', version: '12.2.0' },
      { name: 'sysroot_linux-64', version: '2.36' },
    ]);
  });

  it("has the machine's make", () => {
    const [make] = planCompilers({ ...machine, make: { version: '4.3', path: '/usr/bin/make' } });
    expect(make?.recipe.package).toEqual({ name: 'make', version: '4.3' });
    expect(make?.recipe.build.script?.content).toContain(`'/usr/bin/make' > "$PREFIX/bin/make"`);
  });

  it('wraps every tool once, in the package that has it on conda-forge', () => {
    expect(wrappers(gcc?.recipe.build.script?.content)).toEqual(['ar', 'cc', 'gcc']);
    expect(wrappers(gxx?.recipe.build.script?.content)).toEqual(['c++', 'g++']);
  });

  it('sets the variables that build scripts read', () => {
    const script = `${gcc?.recipe.build.script?.content}${gxx?.recipe.build.script?.content}`;
    for (const variable of ['CC', 'CXX', 'AR', 'LD', 'CFLAGS', 'CXXFLAGS', 'CPPFLAGS', 'LDFLAGS']) {
      expect(script).toMatch(new RegExp(`export ${variable}=`));
    }
  });

  it('prevents packages linked here from running on an older C library', () => {
    expect(sysroot?.recipe.requirements?.run_exports).toEqual({ strong: ['__glibc >=2.36,<3.0.a0'] });
  });

  it('is rebuilt for another compiler of the same version', () => {
    expect([gcc?.fingerprint, gxx?.fingerprint]).toEqual(['gcc (Some 12.2.0)', 'gcc (Some 12.2.0)']);
  });
});

describe('compilerVariants', () => {
  it("names these packages, one value for every key of the workspace's zip group", () => {
    expect(compilerVariants(machine)).toEqual({
      c_compiler: ['gcc'],
      c_compiler_version: ['12'],
      cxx_compiler: ['gxx'],
      cxx_compiler_version: ['12'],
      c_stdlib: ['sysroot'],
      c_stdlib_version: ['2.36'],
      cuda_compiler_version: ['None'],
    });
  });
});

function wrappers(script = ''): string[] {
  return [...script.matchAll(/chmod \+x "\$PREFIX\/bin\/x86_64-conda-linux-gnu-(.*)"/g)]
    .flatMap(([, name]) => (name ? [name] : []))
    .sort();
}
