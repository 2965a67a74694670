import { type Mentions, mentionsOf } from './mentions';
import { parseRecipe } from '../parts/parse';
import { Scope } from '../parts/scope';

function mentions(text: string, extraText: string[] = []): Mentions {
  return mentionsOf(parseRecipe(`package: {name: x}\n${text}`, 'recipe.yaml'), extraText);
}

const always = ['CONDA_BUILD_SYSROOT', 'channel_sources', 'channel_targets', 'target_platform'];

describe('mentionsOf', () => {
  it('always names the keys of every variant', () => {
    expect(mentions('')).toEqual({
      identifiers: always,
      environment: [],
      files: [],
      experimental: false,
      usesGit: false,
      loads: [],
      reads: ['build.bat', 'build.sh'].map((path) => ({ path, takes: 'all' })),
      repositories: [],
      unhashed: [],
      scripts: ['build.bat', 'build.sh'],
    });
  });

  it('names every possible variant key', () => {
    const { identifiers } = mentions(`
context:
  py: \${{ python | version_to_buildstring }}
  lib: lua
build:
  skip: [osx and cuda_version == "None", {if: win, then: "match(vc, '<14')"}]
  string: h\${{ hash }}_\${{ mpi }}_\${{ py }}
  variant: {use_keys: [extra-key]}
requirements:
  build:
    - \${{ compiler('cxx') }}
    - \${{ stdlib("c") }}
    - \${{ cdt('mesa') }}
  host:
    - libboost-headers
    - numpy >=2
    - \${{ lib }}-dev
    - if: with_tests
      then: [catch2]
  run: [run-only]
`);
    expect(identifiers).toEqual(
      [
        ...always,
        ...['python', 'py', 'lib', 'osx', 'win', 'cuda_version', 'vc', 'hash', 'mpi', 'with_tests'],
        ...['cxx_compiler', 'cxx_compiler_version', 'c_stdlib', 'c_stdlib_version', 'cdt_name', 'cdt_arch'],
        ...['extra-key', 'extra_key', 'libboost-headers', 'libboost_headers', 'numpy', 'catch2'],
        ...['lua-dev', 'lua_dev', 'gxx_linux-64', 'gxx_linux_64'],
        ...['mesa-cos6-x86_64', 'mesa_cos6_x86_64'],
      ].sort(),
    );
  });

  it('names the requirements of outputs and of staging', () => {
    const text =
      'outputs:\n  - staging: {name: s}\n    requirements: {host: [zlib]}\n  - package: {name: y}\n';
    const { identifiers } = mentionsOf(parseRecipe(text, 'recipe.yaml'));
    expect(identifiers).toEqual([...always, 'zlib'].sort());
  });

  it('finds names behind known variant values', () => {
    const recipe = parseRecipe(
      'context: {lang: rust}\npackage: {name: x}\nrequirements:\n  host: ["${{ mpi }}"]\n  build: ["${{ compiler(lang) }}"]\n',
      'recipe.yaml',
    );
    const scope = new Scope(recipe, { values: { mpi: ['openmpi', 'mpich'] }, zipKeys: [] });
    expect(mentionsOf(recipe, [], scope).identifiers).toEqual(
      expect.arrayContaining(['mpi', 'openmpi', 'mpich', 'rust_compiler', 'rust_compiler_version']),
    );
  });

  it('names the environment variables that are read', () => {
    const text = `
context:
  arch: \${{ env.get("TORCH_CUDA_ARCH_LIST", default="8.0") }}
  other: \${{ env["A"] }}-\${{ env.B }}
build:
  skip: [not env.exists('CI')]
  script:
    content: echo
    secrets: [TOKEN]
    env: {X: "\${{ env.get('Y') }}"}
`;
    const { environment } = mentions(text, [
      'a: ["${{ env.get(\'V\') }}"]',
      'b:  # [os.environ.get("OLD", "")]',
    ]);
    expect(environment).toEqual(['A', 'B', 'CI', 'OLD', 'TOKEN', 'TORCH_CUDA_ARCH_LIST', 'V', 'Y']);
  });

  it('names files outside the folder of the recipe, cut at unknown parts', () => {
    const { files } = mentions(`
context: {patches: ../../patches, name: cumm}
source:
  - url: https://example.org/../x.tar.gz
    patches: ["\${{ patches }}/\${{ name }}.patch", inside.patch, {if: win, then: ../win.patch}]
  - path: ..
  - path: ./src
  - url: file:///data/x.tar.gz
  - git: ../repository
build:
  script:
    - bash $RECIPE_DIR/../common/build.sh && ls ../not-a-path
    - call "%RECIPE_DIR%\\..\\common\\build.bat"
about: {license_file: [LICENSE, ../LICENSE]}
tests:
  - script: {file: ../test.sh}
    files: {recipe: ["../data/\${{ unknown }}/*", local/*]}
`);
    expect(files).toEqual(
      [
        ...['../../patches/cumm.patch', '../win.patch', '..', '/data/x.tar.gz', '../repository'],
        ...['../common/build.sh', '../common/build.bat', '../LICENSE', '../test.sh', '../data'],
      ].sort(),
    );
  });

  it.each([
    ['context: {v: "${{ git.latest_tag(\'.\') }}"}', { usesGit: true, loads: [], experimental: true }],
    [
      'context: {v: "${{ load_from_file(\'../p.json\').v }}"}',
      { loads: ['../p.json'], files: ['../p.json'] },
    ],
    ['build: {steps: [{run: make}]}', { experimental: true, usesGit: false }],
    ['source: [{url: x, attestation: {publishers: [y]}}]', { experimental: true }],
    ['source: {git: x}', { experimental: false, usesGit: false }],
  ])('%s', (text, expected) => {
    expect(mentions(`${text}\n`)).toMatchObject(expected);
  });
});
