import { findingsOf, linesOf } from '../subject.fixture';
import { gpuVariantRunCuda } from './gpu-variant-run-cuda';

const found = (recipe: string) => linesOf(findingsOf(gpuVariantRunCuda, recipe));
const compiler = "requirements:\n  build:\n    - ${{ compiler('cuda') }}\n";

describe('gpu-variant-run-cuda', () => {
  it('reports a package that can be installed on other machines', () => {
    expect(found(compiler)).toEqual(["info 3: ${{ compiler('cuda') }}"]);
    expect(found('requirements:\n  build:\n    - cuda-nvcc_linux-64\n')).toEqual([
      'info 3: cuda-nvcc_linux-64',
    ]);
  });

  it.each([
    ['run asks for a driver', `${compiler}  run:\n    - __cuda\n`],
    ['a constraint of run asks for one', `${compiler}  run_constraints:\n    - __cuda >=12\n`],
    ['it asks under a condition', `${compiler}  run:\n    - if: linux\n      then: __cuda\n`],
    ['nothing is compiled with CUDA', 'requirements:\n  host:\n    - cuda-version\n    - libcublas-dev\n'],
  ])('finds nothing if %s', (_, recipe) => {
    expect(found(recipe)).toEqual([]);
  });

  it('reports the compiler of a staging output once', () => {
    expect(
      found(`outputs:
  - staging:
      name: s
    requirements:
      build:
        - \${{ compiler('cuda') }}
  - package:
      name: a
    inherit: s
    requirements:
      run: [b]
`),
    ).toEqual(["info 6: ${{ compiler('cuda') }}"]);
  });

  it('finds nothing if all outputs of a staging output require a driver', () => {
    const outputs = ['a', 'b'].map(
      (name) => `  - package:\n      name: ${name}\n    inherit: s\n    requirements:\n      run: [__cuda]\n`,
    );
    const staging =
      '  - staging:\n      name: s\n    requirements:\n      build: [\'${{ compiler("cuda") }}\']\n';
    expect(found(`outputs:\n${staging}${outputs.join('')}`)).toEqual([]);
  });
});
