import { parse } from 'yaml';
import { linesOf, subjectFrom } from '../../checks/subject.fixture';
import { check } from '../../checks/check';
import type { CmakeCuda, CmakeFacts, CudaFacts, SourceFacts } from '../../source/source-facts';
import { facts, plan, python, requirement, VARIANTS } from './facts.fixture';
import { detectKind } from './recipe-kind';
import { writeRecipe } from './write-recipe';

interface Read {
  requirements: Record<string, unknown[]>;
  build: { skip?: string[]; script: { env?: Record<string, string>; content: string } };
}

/** A scikit-build-core project with CUDA. */
function project(cuda: Partial<CmakeCuda> | undefined, cmake: Partial<CmakeFacts> = {}): SourceFacts {
  const whole: CmakeCuda = {
    ...{ need: 'required', reasons: [], devPackages: ['libcublas-dev'], usesTorch: false },
    ...{ architecturesAt: undefined, ...cuda },
  };
  const found: CudaFacts = {
    ...{ builtBy: 'cmake', extensions: [], devPackages: whole.devPackages, fixedPaths: [], cmake: whole },
  };
  return facts({
    languages: ['cxx'],
    cmake: { languages: ['cxx'], finds: [], readsArguments: true, ...cmake },
    python: python({ isPure: false, buildRequires: [requirement('scikit-build-core')] }),
    cuda: cuda && found,
  });
}

function textOf(source: SourceFacts, kind = detectKind(source)): string {
  return writeRecipe(plan({ facts: source, kind }));
}

describe('a Python project that CMake builds', () => {
  it('gets nvcc and the packages of CUDA if CMake needs CUDA', () => {
    const text = textOf(project({}));
    const { build, requirements } = parse(text) as Read;
    expect(requirements['build']).toContainEqual({
      if: 'cuda_compiler_version != "None"',
      then: "${{ compiler('cuda') }}",
    });
    expect(requirements['host']?.at(-1)).toEqual({
      if: 'cuda_compiler_version != "None"',
      then: ['cuda-version ==${{ cuda_compiler_version }}', 'cuda-cudart-dev', 'libcublas-dev'],
    });
    expect(Object.keys(build.script.env ?? {})).toEqual(['CUDAARCHS']);
    expect(build.skip).toEqual(['cuda_compiler_version == "None"']);
    const findings = check(subjectFrom(text, { variants: { 'variants.json': VARIANTS } }));
    expect(linesOf(findings.filter(({ severity, rule }) => severity === 'error' && rule !== ''))).toEqual([]);
  });

  it('says what CMake downloads', () => {
    const text = textOf(project(undefined, { downloads: [{ name: 'json', place: 'CMakeLists.txt:9' }] }));
    expect(text.replace(/\s*#\s*/g, ' ')).toContain(
      'TODO: check what CMake downloads during the build: json (CMakeLists.txt:9).',
    );
  });

  it('does not use the CUDA of the build machine', () => {
    const { build } = parse(textOf(project({ need: 'found' }))) as Read;
    expect(build.script.content).toBe(`set -euxo pipefail
if [[ "\${{ cuda_compiler_version }}" == "None" ]]; then
  # Without these lines, CMake uses the CUDA of the build machine if there is one.
  export CUDACXX=none
  export CMAKE_ARGS="\${CMAKE_ARGS:-} -DCMAKE_DISABLE_FIND_PACKAGE_CUDAToolkit=ON -DCMAKE_DISABLE_FIND_PACKAGE_CUDA=ON"
fi
$PYTHON -m pip install . -vv --no-deps --no-build-isolation
`);
    expect(build.skip).toBeUndefined();
  });

  it('says which condition decides about CUDA', () => {
    const text = textOf(project({ need: 'condition', reasons: [{ kind: 'condition', text: 'A\nB' }] }));
    expect(text).toContain(
      '# TODO: check that this build turns CUDA on. In CMake, it depends on a condition: A B.',
    );
  });

  const OFF = { need: 'option', reasons: [{ kind: 'option', name: 'USE_CUDA', value: 'ON' }] } as const;

  it('is built without CUDA if an option is off, and says which', () => {
    const source = project({ ...OFF, reasons: [...OFF.reasons] });
    const text = textOf(source);
    expect(text).not.toContain("compiler('cuda')");
    expect(text.replaceAll(/\n *# /g, ' ')).toContain(
      'The CMake option USE_CUDA=ON turns CUDA on. To build for GPUs, delete this recipe, and generate it again with --kind=cuda-extension.',
    );
  });

  it('turns the option on for --kind=cuda-extension', () => {
    const on = (cmake: Partial<CmakeFacts>, reasons: CmakeCuda['reasons'] = [...OFF.reasons]) =>
      textOf(project({ ...OFF, reasons }, cmake), 'cuda-extension');
    expect(on({})).toContain('export CMAKE_ARGS="${CMAKE_ARGS:-} -DUSE_CUDA=ON"');
    expect(on({ readsArguments: false })).toContain('# TODO: pass -DUSE_CUDA=ON to CMake.');
    const environment = { kind: 'environment', name: 'ACME_GPU', value: '1' } as const;
    expect(on({}, [environment])).toContain('export ACME_GPU=1');
    expect(on({}, [{ ...environment, value: '' }])).toContain(
      '# TODO: set the environment variable ACME_GPU',
    );
    expect(on({}, [{ kind: 'option', name: 'A', value: '$(touch x)' }])).not.toContain('touch');
  });

  it('uses the settings of PyTorch if CMake finds PyTorch', () => {
    const { build, requirements } = parse(textOf(project({ usesTorch: true }))) as Read;
    expect(Object.keys(build.script.env ?? {})).toEqual(['TORCH_CUDA_ARCH_LIST']);
    expect(JSON.stringify(requirements['host'])).toContain('pytorch * cuda*');
    expect(build.skip).toBeUndefined();
  });

  it('uses CUDAARCHS beside PyTorch if the source reads it, and the bounds of PyTorch in host', () => {
    const source = project({ usesTorch: true, readsArchs: true });
    const requires = [{ ...requirement('torch'), constraint: '>=2.10' }];
    const { build, requirements } = parse(
      textOf({ ...source, python: python({ ...source.python, isPure: false, requires }) }),
    ) as Read;
    expect(Object.keys(build.script.env ?? {})).toEqual(['CUDAARCHS']);
    expect(requirements['host']).toContain('pytorch >=2.10');
  });

  it('passes the architectures to the option that the source takes them from', () => {
    const text = textOf(project({ architecturesAt: 'CMakeLists.txt:3', architectureOption: 'A_ARCHS' }));
    expect(text).toContain('-DA_ARCHS=$CUDAARCHS"');
    expect(text).not.toContain('unconditionally');
  });

  it('passes the architectures if the source sets its own', () => {
    const text = textOf(project({ architecturesAt: 'gpu/CMakeLists.txt:3' }));
    expect(text).toContain('# gpu/CMakeLists.txt:3 of the source sets GPU architectures too.');
    expect(text).toContain('-DCMAKE_CUDA_ARCHITECTURES=$CUDAARCHS"');
  });

  it('names optional packages in one comment', () => {
    const optionalFinds: CmakeFacts['optionalFinds'] = [
      { name: 'MPI', reasons: [{ kind: 'option', name: 'USE_MPI', value: 'ON' }] },
      { name: 'Odd', reasons: [{ kind: 'option', name: 'USE_MPI', value: 'ON' }] },
      { name: 'GTest', reasons: [{ kind: 'tests', name: 'BUILD_TESTS', isOn: true }] },
      { name: 'Catch2', reasons: [{ kind: 'tests', name: 'WITH_TESTS', isOn: false }] },
      { name: 'CURL', reasons: [{ kind: 'platform', name: 'Windows' }] },
      { name: 'ZLIB', reasons: [{ kind: 'found', name: 'ZLIB' }] },
      { name: 'PNG', reasons: [{ kind: 'condition', text: 'A\n- evil' }] },
      { name: 'TIFF', reasons: [{ kind: 'environment', name: 'ACME_TIFF', value: '' }] },
      { name: 'OpenSSL', reasons: [] },
      { name: 'Threads', reasons: [] },
      { name: 'Python3', reasons: [] },
    ];
    const source = project(undefined, { optionalFinds });
    const text = textOf(source);
    expect(text).toContain(`
    # CMake also looks for these packages, but builds without them too:
    #   used only with -DUSE_MPI=ON: mpich, Odd
    #   used only for tests or examples, which -DBUILD_TESTS=OFF turns off: gtest
    #   used only for tests or examples, with -DWITH_TESTS=ON: catch2
    #   used only for Windows: libcurl
    #   used if they are in host: zlib
    #   used only if A - evil: libpng
    #   used only with the environment variable ACME_TIFF: libtiff
    #   used only by other projects that the source contains: openssl
`);
    expect((parse(text) as Read).requirements['host']).toEqual(['python', 'pip', 'scikit-build-core']);
  });

  it('has the programs that setup.py calls', () => {
    const { requirements } = parse(textOf({ ...project(undefined), buildTools: ['cmake', 'make'] })) as Read;
    expect(requirements['build']?.slice(-3)).toEqual(['cmake', 'make', 'ninja']);
  });
});

it('builds a Meson project with CUDA in one folder with all of CUDA', () => {
  const cuda: CudaFacts = { builtBy: 'meson', extensions: [], devPackages: [], fixedPaths: [] };
  const { build } = parse(textOf({ ...project(undefined), cuda })) as Read;
  expect(build.script.env).toBeUndefined();
  expect(build.script.content).toContain('export CUDA_PATH="$toolkit"');
});

describe('a library that CMake builds', () => {
  const library = (cuda: Partial<CmakeCuda>) => ({ ...project(cuda), python: undefined });

  it('says which option turns CUDA on', () => {
    const text = textOf(library({ need: 'option', reasons: [{ kind: 'option', name: 'GPU', value: 'ON' }] }));
    expect(text).toContain('The CMake option GPU=ON turns');
    expect(text).not.toContain('cuda-version');
  });

  it('does not use the CUDA of the build machine', () => {
    const { build } = parse(textOf(library({ need: 'found' }))) as Read;
    expect(build.script.content).toContain(`if [[ "\${{ cuda_compiler_version }}" == "None" ]]; then
  # Without these lines, CMake uses the CUDA of the build machine if there is one.
  export CUDACXX=none
`);
  });

  it('is not built without CUDA if CMake needs CUDA', () => {
    const { build } = parse(textOf(library({ architecturesAt: 'CMakeLists.txt:2' }))) as Read;
    expect(build.skip).toEqual(['cuda_compiler_version == "None"']);
    expect(build.script.content).toContain(
      'export CMAKE_ARGS="${CMAKE_ARGS:-} -DCMAKE_CUDA_ARCHITECTURES=$CUDAARCHS"',
    );
  });
});
