import { findingsOf, fixed, linesOf, type Surroundings } from '../subject.fixture';
import { cudaArchitecturesUnset } from './cuda-architectures-unset';

const check = (recipe: string, surroundings?: Surroundings) =>
  findingsOf(cudaArchitecturesUnset, recipe, surroundings);
const requirements = `requirements:
  build:
    - \${{ compiler('cuda') }}
  host:
    - cuda-version ==12.6
    - pytorch
`;
const withScript = (script: string) => `build:\n  script:${script}\n${requirements}`;

describe('cuda-architectures-unset', () => {
  it('finds an extension of PyTorch, and of cumm', () => {
    expect(linesOf(check(withScript(' [make]')))).toEqual(['warning 8: pytorch']);
    expect(linesOf(check(withScript(' [make]').replace('- pytorch', '- cumm >=0.5')))).toEqual([
      'warning 8: cumm >=0.5',
    ]);
  });

  it('mentions the list of conda-forge only for PyTorch', () => {
    const help = (name: string) => check(withScript(' [make]').replace('- pytorch', `- ${name}`))[0]?.help;
    const own = expect.stringMatching(
      /^Set \w+_CUDA_ARCH_LIST to "[^"]+" \(for CUDA 12\.6\): under build\.script\.env, or with export/,
    ) as string;
    expect(help('pytorch')).toEqual([
      own,
      expect.stringContaining('set TORCH_CUDA_ARCH_LIST to $CF_TORCH_CUDA_ARCH_LIST.'),
    ]);
    expect(help('cumm')).toEqual([own]);
  });

  it.each([
    ['in a command', ' export TORCH_CUDA_ARCH_LIST=8.0', {}],
    ['in the environment of the script', '\n    env:\n      TORCH_CUDA_ARCH_LIST: "8.0"', {}],
    ['beside the recipe', ' ./make.sh', { besides: { 'make.sh': 'TORCH_CUDA_ARCH_LIST=8.0 make' } }],
    ['for another build', ' export NATTEN_CUDA_ARCH=8.0', {}],
    ['for CMake', ' cmake -DCMAKE_CUDA_ARCHITECTURES=all-major .', {}],
    ['in flags', ' export NVCC_APPEND_FLAGS="-gencode arch=compute_80,code=sm_80"', {}],
    [
      'in flags of the source',
      ' make',
      { source: { 'setup.py': 'x = ["-gencode", "arch=compute_80"]', 'a.cu': '' } },
    ],
    ['for no device code', ' make', { source: { 'setup.py': '', 'a.cpp': '' } }],
    [
      'by a patch',
      ' patch -p1 < $RECIPE_DIR/a.patch',
      { besides: { 'a.patch': '+os.environ["TORCH_CUDA_ARCH_LIST"]' } },
    ],
    [
      'by a script that another calls',
      ' ./make.sh',
      { besides: { 'make.sh': '. ./set.sh', 'set.sh': 'export CUDAARCHS=80' } },
    ],
  ])('finds nothing if it is set %s', (_, script, surroundings) => {
    expect(check(withScript(script), surroundings)).toEqual([]);
  });

  it.each([
    ['in a test beside the recipe', { 'run_test.py': 'os.environ["TORCH_CUDA_ARCH_LIST"]' }],
    ['in a comment of a script', { 'make.sh': 'make # set TORCH_CUDA_ARCH_LIST' }],
    ['in a line that a patch removes', { 'a.patch': '-os.environ["TORCH_CUDA_ARCH_LIST"]' }],
    ['in a patch that is not applied', { 'b.patch': '+os.environ["TORCH_CUDA_ARCH_LIST"]' }],
  ])('is not silenced by a mention %s', (_, besides) => {
    const recipe = `source:\n  path: x\n  patches: [a.patch]\n${withScript(' ./make.sh')}`;
    expect(check(recipe, { besides })).toHaveLength(1);
  });

  it.each([
    ['the licence of a bundled library', 'url: https://example.org/Dao-AILab/flash-attention/main/LICENSE'],
    [
      'a text under another name',
      'url: https://example.org/flash-attention\n    file_name: third_party/LICENSE.md',
    ],
    [
      'a bundled library',
      'url: https://example.org/flash-attention.tar.gz\n    target_directory: third_party/fa',
    ],
  ])('is not silenced by the address of %s', (_, second) => {
    const recipe = `source:\n  - url: https://example.org/knn.tar.gz\n  - ${second}\nabout:\n  license_url: https://example.org/flash-attention\n${withScript(' [make]')}`;
    expect(check(recipe)).toHaveLength(1);
  });

  it('finds nothing if the script is absent, which another rule reports', () => {
    const recipe = `source:\n  path: source\nbuild:\n  script:\n    file: absent.sh\n${requirements}`;
    const source = { 'setup.py': '', 'a.cu': '' };
    expect(check(recipe, { source })).toEqual([]);
    expect(check(recipe, { source, besides: { 'absent.sh': 'make' } })).toHaveLength(1);
  });

  it('knows a source by an address that a template completes', () => {
    const recipe = `context:\n  name: flash-attention\nsource:\n  url: https://example.org/\${{ name }}.tar.gz\n`;
    expect(check(recipe + withScript(' [make]'))).toEqual([]);
  });

  it.each([
    ['PyTorch is only needed to run', requirements.replace('  host:', '  run:')],
    ['nothing is compiled with CUDA', requirements.replace("compiler('cuda')", "compiler('cxx')")],
  ])('finds nothing if %s', (_, recipe) => {
    expect(check(recipe)).toEqual([]);
  });

  it('finds a source with device code that leaves the architectures open', () => {
    const recipe = `source:\n  path: source\n${withScript(' [make]')}`;
    expect(check(recipe, { source: { 'setup.py': '', 'a.cu': '' } })).toHaveLength(1);
    const named = recipe.replace('path: source', 'url: https://example.org/mamba_ssm-2.2.tar.gz');
    expect(check(named)).toEqual([]);
  });

  it('ignores a comment that only mentions the variable', () => {
    expect(check(withScript('\n    - make # TORCH_CUDA_ARCH_LIST'))).toHaveLength(1);
  });

  it('sets it before the first command, for the CUDA that the recipe asks for', () => {
    const findings = check(withScript('\n    - make\n    - make install'));
    expect(fixed(findings)).toBe(
      withScript(`
    - export TORCH_CUDA_ARCH_LIST="5.0;6.0;6.1;7.0;7.5;8.0;8.6;8.9;9.0+PTX"
    - make
    - make install`),
    );
    expect(check(fixed(findings))).toEqual([]);
  });

  it('sets it beside other variables, with the line ends of the file', () => {
    const recipe = withScript('\n    env:\n      A: "1"\n    content: make').replaceAll('\n', '\r\n');
    const findings = check(recipe.replace('==12.6', '==13.0'));
    expect(fixed(findings)).toContain(
      '    env:\r\n      TORCH_CUDA_ARCH_LIST: "7.5;8.0;8.6;9.0;10.0;11.0;12.0+PTX"\r\n      A: "1"\r\n',
    );
    expect(check(fixed(findings))).toEqual([]);
  });

  it.each([
    ['one command', withScript(' make'), {}],
    ['a list in brackets', withScript(' [make]'), {}],
    ['a first command under a condition', withScript('\n    - if: unix\n      then: make'), {}],
    ['Windows, whose commands are others', withScript('\n    - make'), { platform: 'win-64' }],
    [
      'a requirement that the outputs share',
      `${requirements}outputs:\n  - package:\n      name: a\n    build:\n      script:\n        - make\n    requirements:\n      run: [b]\n`,
      {},
    ],
  ])('offers no fix for %s', (_, recipe, surroundings) => {
    const findings = check(recipe, surroundings);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.map(({ fix }) => fix)).toEqual(findings.map(() => undefined));
  });
});
