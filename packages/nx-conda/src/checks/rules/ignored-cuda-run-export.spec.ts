import { findingsOf, linesOf } from '../subject.fixture';
import { ignoredCudaRunExport } from './ignored-cuda-run-export';

const found = (recipe: string) => linesOf(findingsOf(ignoredCudaRunExport, recipe));
const host = (item: string) => `requirements:\n  host:\n    - ${item}\n`;
const ignored = (how: string, name: string) => `  ignore_run_exports:\n    ${how}:\n      - ${name}\n`;

describe('ignored-cuda-run-export', () => {
  it.each([
    ['from_package', 'libcublas-dev'],
    ['by_name', 'libcublas'],
  ])('reports a library that %s: %s keeps out of run', (how, name) => {
    expect(found(host('libcublas-dev >=12') + ignored(how, name))).toEqual(['info 3: libcublas-dev >=12']);
  });

  it.each([
    ['nothing is ignored', host('libcublas-dev')],
    ['something else is', host('libcublas-dev') + ignored('by_name', 'libcusparse')],
    [
      'run has it all the same',
      `${host('libcublas-dev')}  run: [libcublas]\n${ignored('by_name', 'libcublas')}`,
    ],
    [
      'it is linked statically',
      `${host('libcublas-dev')}    - libcublas-static\n${ignored('by_name', 'libcublas')}`,
    ],
    ['it is no library', host('cuda-cccl') + ignored('from_package', 'cuda-cccl')],
  ])('finds nothing if %s', (_, recipe) => {
    expect(found(recipe)).toEqual([]);
  });

  it.each([
    ['its script', 'build:\n  script: gcc -shared a.c -lcublas\n', undefined],
    ['its variables', 'build:\n  script:\n    env: {LDFLAGS: -lcublas}\n    content: make\n', undefined],
    ['its setup.py', '', { 'setup.py': 'Extension("a", libraries=["cublas"])' }],
    [
      'CMake',
      'build:\n  script: cmake .\n',
      { 'CMakeLists.txt': 'find_package(CUDAToolkit)\ntarget_link_libraries(a CUDA::cublas)\n' },
    ],
  ])('warns if %s links the library', (_, build, source) => {
    const recipe = `source:\n  path: source\n${build}${host('libcublas-dev')}${ignored('by_name', 'libcublas')}`;
    const [finding] = findingsOf(ignoredCudaRunExport, recipe, source && { source });
    expect(finding?.severity).toBe('warning');
    const static_ = recipe.replace('libcublas-dev\n', 'libcublas-dev\n    - libcublas-static\n');
    expect(findingsOf(ignoredCudaRunExport, static_, source && { source })).toEqual([]);
  });

  describe('for outputs that inherit from a staging output', () => {
    const outputs = (...each: string[]) => `outputs:
  - staging:
      name: knn-build
    requirements:
      host:
        - libcublas-dev
        - cuda-cudart-dev
${each.join('')}`;
    const output = (name: string, more = '') => `  - package:
      name: ${name}
    inherit:
      from: knn-build
${more}`;
    const off = '      run_exports: false\n';
    const run = (name: string) => `    requirements:\n      run: [${name}]\n`;
    const ignoring = '    requirements:\n      ignore_run_exports:\n        by_name: [libcublas]\n';

    it('warns if the only one turns run exports off', () => {
      expect(found(outputs(output('libknn', off)))).toEqual(['warning 12: false']);
      const [finding] = findingsOf(ignoredCudaRunExport, outputs(output('libknn', off)));
      expect(finding?.message).toContain('libknn does not require libcublas, cuda-cudart.');
    });

    it('names only what run lacks', () => {
      const recipe = outputs(output('libknn', off + run('libcublas')));
      expect(findingsOf(ignoredCudaRunExport, recipe)[0]?.message).toContain('require cuda-cudart.');
      expect(found(outputs(output('libknn', off + run('libcublas, cuda-cudart'))))).toEqual([]);
    });

    it.each([
      ['headers', '    build:\n      files: [include/**]\n', 'info'],
      ['libraries', '    build:\n      files: [lib/**]\n', 'warning'],
      ['files for CMake', '    build:\n      files: [lib/cmake/**]\n', 'info'],
    ])('beside an output that keeps them, judges one with %s by its files', (_, files, severity) => {
      const recipe = outputs(output('libknn'), output('knn-other', off + files));
      expect(found(recipe)).toEqual([`${severity} 16: false`]);
    });

    it('leaves an output alone that requires one that keeps them', () => {
      const pinned = "${{ pin_subpackage('libknn', exact=True) }}";
      const recipe = outputs(output('libknn'), output('knn', off + run(`"${pinned}"`)));
      expect(found(recipe)).toEqual([]);
    });

    it('leaves run_exports: true alone, and outputs of any platform', () => {
      expect(found(outputs(output('libknn', '      run_exports: true\n')))).toEqual([]);
      expect(found(outputs(output('libknn', `${off}    build:\n      noarch: generic\n`)))).toEqual([]);
    });

    it('finds a library that an output itself ignores', () => {
      expect(found(outputs(output('libknn', ignoring)))).toEqual(['info 6: libcublas-dev']);
      const [finding] = findingsOf(ignoredCudaRunExport, outputs(output('a'), output('b', ignoring)));
      expect(finding?.message).toContain('out of run of b.');
    });

    it('finds what the staging output ignores, unless an output lists it', () => {
      const ignored_ = outputs(output('libknn')).replace(
        '        - cuda-cudart-dev\n',
        '      ignore_run_exports:\n        by_name: [libcublas]\n',
      );
      expect(found(ignored_)).toEqual(['info 6: libcublas-dev']);
      expect(found(ignored_ + run('libcublas'))).toEqual([]);
    });
  });
});
