import type { PackageFacts } from './package-facts';
import { around, factsOf } from './package-facts.fixture';
import { unneededDependencies } from './unneeded-dependencies';

const exported = [{ name: 'libcublas', from: 'libcublas-dev' }];
const host = {
  libcublas: { libraries: ['targets/x86_64-linux/lib/libcublas.so.12', 'lib/libcublasLt.so.12'] },
};
const namesIn = (facts: PackageFacts, packages: Parameters<typeof around>[0] = { host }) =>
  unneededDependencies(facts, around(packages)).map(({ message }) => message.split(' ')[0]);

describe('unneededDependencies', () => {
  it('finds a dependency if none of its libraries is needed', () => {
    expect(unneededDependencies(factsOf(['libc.so.6'], { exported }), around({ host }))).toEqual([
      expect.objectContaining({
        severity: 'info',
        message: expect.stringContaining('run exports of libcublas-dev in host add libcublas to run'),
      }),
    ]);
  });

  it('takes several together', () => {
    const both = [...exported, { name: 'libcusparse', from: 'libcusparse-dev' }];
    const packages = { ...host, libcusparse: { libraries: ['lib/libcusparse.so.12'] } };
    const [found, ...others] = unneededDependencies(
      factsOf([], { exported: both }),
      around({ host: packages }),
    );
    expect(others).toEqual([]);
    expect(found?.message).toBe(
      'No file of the package needs a library of libcublas or libcusparse, but run exports of libcublas-dev and libcusparse-dev in host add libcublas and libcusparse to run.',
    );
  });

  it('accepts a dependency if one of them is needed', () => {
    expect(namesIn(factsOf(['libcublasLt.so.12'], { exported }))).toEqual([]);
  });

  it('says nothing about a package without ELF files, or with one that it cannot read', () => {
    expect(namesIn(factsOf(undefined, { exported }))).toEqual([]);
    const files = [{ path: 'lib/liba.so', type: 'file' as const, elf: 'unreadable' as const }];
    expect(namesIn(factsOf([], { exported, files }))).toEqual([]);
  });

  it('says nothing about dependencies without libraries, unknown ones, and Python', () => {
    const odd = [...exported, { name: 'python', from: 'python' }, { name: 'plugin', from: 'plugin' }];
    const packages = {
      python: { libraries: ['lib/libpython3.11.so.1.0'] },
      plugin: { libraries: ['lib/plugin/x.so'] },
    };
    expect(namesIn(factsOf([], { exported: odd }), { host: packages })).toEqual([]);
  });
});
