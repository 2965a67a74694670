import { missingLibraries } from './missing-libraries';
import { around, factsOf } from './package-facts.fixture';

const cudart = { 'cuda-cudart': { libraries: ['lib/libcudart.so.12'] } };
const cudartDev = { 'cuda-cudart-dev': { depends: ['cuda-cudart ==12.6.77 h_0'] }, ...cudart };
const needsCudart = (depends: string[] = []) => factsOf(['libcudart.so.12', 'libc.so.6'], { depends });

describe('missingLibraries: silent', () => {
  it.each([
    [
      'libraries of the system',
      ['libc.so.6', 'libm.so.6', 'ld-linux-x86-64.so.2', 'libcuda.so.1', 'libGL.so.1'],
    ],
    ['its own library', ['liba.so.1']],
    ["libraries of the machine's compilers", ['libstdc++.so.6', 'libgcc_s.so.1']],
  ])('%s', (_what, needed) => {
    expect(missingLibraries(factsOf(needed), around())).toEqual([]);
  });

  it('a library of a run dependency', () => {
    expect(missingLibraries(needsCudart(['cuda-cudart >=12.6,<13.0a0']), around({ host: cudart }))).toEqual(
      [],
    );
  });

  it('a library of a dependency of a dependency', () => {
    const facts = needsCudart(['b >=1']);
    expect(missingLibraries(facts, around({ host: { b: { depends: ['cuda-cudart'] }, ...cudart } }))).toEqual(
      [],
    );
  });

  it('a library of PyTorch that a metapackage brings', () => {
    const host = { pytorch: { depends: ['libtorch'] }, libtorch: { libraries: ['lib/libc10.so'] } };
    expect(
      missingLibraries(factsOf(['libc10.so'], { depends: ['pytorch-gpu >=2.6'] }), around({ host })),
    ).toEqual([]);
  });

  it('a library of another output, also if a third one needs it', () => {
    const recipe = { b: { depends: ['c'] }, c: { libraries: ['lib/libc1.so.1'] } };
    expect(missingLibraries(factsOf(['libc1.so.1'], { depends: ['b'] }), around({ recipe }))).toEqual([]);
  });

  it('a CUDA library whose package is a run dependency, but no longer in the cache', () => {
    expect(missingLibraries(needsCudart(['cuda-cudart']), around())).toEqual([]);
  });

  it.each(['libgcc', 'libgcc-ng'])('a library of the compilers in build, if run has %s', (name) => {
    const build = { libgcc: { libraries: ['lib/libgcc_s.so.1'] } };
    expect(missingLibraries(factsOf(['libgcc_s.so.1'], { depends: [name] }), around({ build }))).toEqual([]);
  });

  it('a library of the sysroot, as for rattler-build', () => {
    const build = { 'sysroot_linux-64': { libraries: ['x86_64-conda-linux-gnu/sysroot/lib64/libodd.so.1'] } };
    expect(missingLibraries(factsOf(['libodd.so.1']), around({ build }))).toEqual([]);
  });

  it('an unknown library, if a run dependency is unknown', () => {
    expect(missingLibraries(factsOf(['libodd.so.1'], { depends: ['odd'] }), around())).toEqual([]);
  });

  it.each(['*/libcudart.so*', 'libcudart.so.12', '**/libcudart*', 'lib/libcudart.so.??'])(
    'a library that %s allows to be missing',
    (pattern) => {
      const facts = factsOf(['libcudart.so.12'], { missingAllowed: [pattern] });
      expect(missingLibraries(facts, around({ host: cudart }))).toEqual([]);
    },
  );
});

describe('missingLibraries', () => {
  it('reports a -dev package in build that is not in host', () => {
    expect(
      missingLibraries(
        needsCudart(['python', 'python_abi 3.11.*']),
        around({ host: { python: {} }, build: cudartDev }),
      ),
    ).toEqual([
      {
        severity: 'warning',
        message: 'lib/liba.so.1 needs libcudart.so.12, which no run dependency provides.',
        help: [
          'cuda-cudart contains the library: add cuda-cudart-dev, which is only in the build environment, to requirements.host, so that its run export adds cuda-cudart to run.',
          'If no package is meant to provide the library, add it to build.dynamic_linking.missing_dso_allowlist.',
        ],
      },
    ]);
  });

  const firstHelp: [string, string[], Parameters<typeof around>[0], string][] = [
    [
      'the runtime alone in host',
      ['libcudart.so.12'],
      { host: cudart },
      'add cuda-cudart-dev to requirements.host',
    ],
    [
      'an export that is ignored',
      ['libcudart.so.12'],
      { host: cudartDev },
      'If an entry of ignore_run_exports keeps cuda-cudart out of run, remove this entry instead.',
    ],
    ['nothing of it around', ['libcudart.so.12'], {}, 'add cuda-cudart-dev to requirements.host'],
    [
      'another library in host',
      ['libz.so.1'],
      { host: { zlib: { libraries: ['lib/libz.so.1'] } } },
      'add zlib to requirements.run',
    ],
    [
      'another library in build',
      ['libz.so.1'],
      { build: { zlib: { libraries: ['lib/libz.so.1'] } } },
      'zlib contains the library, but is only in the build environment: add zlib to requirements.host.',
    ],
    [
      'another output',
      ['libz.so.1'],
      { recipe: { zlib: { libraries: ['lib/libz.so.1'] } } },
      '${{ pin_subpackage("zlib") }}',
    ],
    [
      'libgomp in build',
      ['libgomp.so.1'],
      { build: { libgomp: { libraries: ['lib/libgomp.so.1'] } } },
      'libgomp contains the library, but is only in the build environment: add libgomp',
    ],
  ];
  it.each(firstHelp)('gives instructions for %s', (_what, needed, packages, help) => {
    const [found] = missingLibraries(factsOf(needed), around(packages));
    expect(found?.severity).toBe('warning');
    expect(found?.help[0]).toContain(help);
  });

  it('takes libraries of one package together', () => {
    const host = { libcublas: { libraries: ['lib/libcublas.so.12', 'lib/libcublasLt.so.12'] } };
    const found = missingLibraries(factsOf(['libcublas.so.12', 'libcublasLt.so.12']), around({ host }));
    expect(found.map(({ message }) => message)).toEqual([
      'lib/liba.so.1 needs libcublas.so.12 and libcublasLt.so.12, which no run dependency provides.',
    ]);
  });

  it('is uncertain if a run dependency is unknown', () => {
    const [found] = missingLibraries(needsCudart(['numpy', 'fire']), around({ host: cudart }));
    expect(found).toMatchObject({
      severity: 'info',
      message:
        'lib/liba.so.1 needs libcudart.so.12, which no run dependency provides, except perhaps numpy or fire.',
    });
  });

  it('names an unknown library if all run dependencies are known', () => {
    const [found] = missingLibraries(factsOf(['/opt/libodd.so.1']), around());
    expect(found).toMatchObject({ severity: 'info', message: expect.stringContaining('needs libodd.so.1,') });
  });
});
