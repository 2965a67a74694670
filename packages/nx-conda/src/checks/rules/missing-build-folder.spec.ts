import { findingsOf, linesOf, type Surroundings } from '../subject.fixture';
import { missingBuildFolder } from './missing-build-folder';

const source = {
  'setup.py': '',
  'src/CMakeLists.txt': '',
  'src/Makefile': '',
  'libs/pointops2/setup.py': '',
};
const check = (recipe: string, surroundings: Surroundings = {}) =>
  findingsOf(missingBuildFolder, `source:\n  path: source\n${recipe}`, { source, ...surroundings });
const script = (...lines: string[]) =>
  `build:\n  script:\n${lines.map((line) => `    - ${line}\n`).join('')}`;
const messages = (recipe: string, surroundings?: Surroundings) =>
  check(recipe, surroundings).map(({ severity, message }) => `${severity} ${message}`);

describe('missing-build-folder', () => {
  it.each([
    ['cmake -S native -B build', 'The source has no folder native.'],
    ['cmake -G Ninja -DA=b -Snative ${CMAKE_ARGS}', 'The source has no folder native.'],
    ['cmake ${CMAKE_ARGS} -D A=b native', 'The source has no folder native.'],
    ['cmake .', 'The source has no CMakeLists.txt in its top folder.'],
    ['cmake -B build', 'The source has no CMakeLists.txt in its top folder.'],
    ['cmake -S libs -B build', 'The source has no CMakeLists.txt in libs.'],
    ['cmake --build build', 'The source has no folder build.'],
    ['make -C native -j4', 'The source has no folder native.'],
    ['$PYTHON -m pip install ./libs/pointops --no-deps', 'The source has no folder libs/pointops.'],
    [
      '${{ PYTHON }} -m pip install --no-deps -vv $SRC_DIR/libs/pointops',
      'The source has no folder libs/pointops.',
    ],
    ['CC=gcc pip install ./libs/pointops[cuda]', 'The source has no folder libs/pointops.'],
  ])('finds %s', (command, message) => {
    expect(messages(script(command))).toEqual([`error ${message}`]);
    expect(messages(script('set -ex', 'export A=b', 'mkdir -p $PREFIX/x', command))).toEqual([
      `error ${message}`,
    ]);
  });

  it('finds the folder of cd, and what follows cd', () => {
    expect(messages(script('cd native', 'make'))).toEqual(['warning The source has no folder native.']);
    expect(messages(script('mkdir build && cd build && cmake ..'))).toEqual([
      'error The source has no CMakeLists.txt in its top folder.',
    ]);
    expect(messages(script('cd libs', '$PYTHON -m pip install ./pointops'))).toEqual([
      'error The source has no folder libs/pointops.',
    ]);
  });

  it('shows the command, and a folder of a similar name', () => {
    const findings = check(script('$PYTHON -m pip install ./libs/pointops -vv'));
    expect(linesOf(findings)).toEqual([
      'error 5: $PYTHON -m pip install ./libs/pointops -vv'.replace('$PYTHON', '$PYTHON'),
    ]);
    expect(findings[0]?.help[0]).toBe('Did you mean ./libs/pointops2?');
  });

  it('reads script files, blocks, and each output', () => {
    const besides = { 'build.sh': '#!/bin/bash\nset -ex\n\ncmake -S native \\\n  -B build\n' };
    expect(linesOf(check('', { besides }))).toEqual([String.raw`error 4: cmake -S native`]);
    expect(messages('build:\n  script: |\n    cmake -S native -B build\n')).toHaveLength(1);
    expect(messages('build:\n  script: "cmake -S native -B build"\n')).toHaveLength(1);
    const outputs = `outputs:
  - package: {name: a}
    build: {script: [cp -r x y]}
  - package: {name: b}
    build: {script: [make -C native]}
`;
    expect(messages(outputs)).toHaveLength(1);
  });

  it('reads batch files', () => {
    const besides = { 'build.bat': '@echo on\nif errorlevel 1 exit 1\ncmake -S native -B build\n' };
    expect(messages('', { besides, platform: 'win-64' })).toEqual(['error The source has no folder native.']);
    const branch = { 'build.bat': 'if "%A%"=="b" (\n  cmake -S native -B build\n)\n' };
    expect(messages('', { besides: branch, platform: 'win-64' })).toEqual([]);
  });

  it.each([
    ['the folder is there', ['cmake -S src -B build', 'cmake --build build']],
    ['it is entered first', ['cd src && cmake -B build .']],
    ['a command makes it', ['mkdir native', 'cd native']],
    ['a command makes one in it', ['mkdir -p native/build', 'cd native']],
    ['CMake makes it', ['cmake -S src -B build', 'cd build', 'make']],
    ['a program may make it', ['./configure', 'make -C native']],
    ['a copy may make it', ['cp -r src native', 'make -C native']],
    ['a clone may make it', ['git clone https://example.org/x native', 'cmake -S native']],
    ['a build may make it', ['cmake -S src -B build', 'cmake --build build', 'cd native']],
    ['a shell may make it', ['x=$(unpack)', 'cmake -S native']],
    ['output goes to a file', ['echo "project(a)" > CMakeLists.txt', 'cmake .']],
    ['a variable names it', ['cmake -S $DIR', 'make -C ${DIR}', 'cd "$DIR"', 'pip install ./x']],
    ['the script enters an unknown folder', ['cd $PREFIX', 'cmake -S native']],
    ['it is in a branch', ['if [ -d native ]; then cmake -S native; fi']],
    ['it is in a loop', ['for i in a b; do make -C native; done']],
    ['a failure is allowed', ['make -C native || true']],
    ['it is in a subshell', ['(cd native && make)']],
    ['it is above the source', ['cmake -S ../native']],
    ['pip installs the top', ['pip install . -vv', 'pip install -e .']],
    [
      'pip installs a wheel or a name',
      ['pip install ./native.whl', 'pip install native', 'pip install -r ./native'],
    ],
    ['CMake only runs a command', ['cmake -E make_directory native', 'cmake --version', 'cmake -P native']],
  ])('finds nothing if %s', (_, lines) => {
    expect(messages(script(...lines))).toEqual([]);
  });

  it.each([
    [
      'a patch adds the folder',
      script('cmake -S native'),
      { besides: { 'a.patch': '+++ b/native/CMakeLists.txt' } },
    ],
    ['a condition is for another platform', script('if: win\n      then: cmake -S native'), {}],
    ['a condition is unknown', script('if: with_cuda\n      then: cmake -S native'), {}],
    ['the script has its own folder', 'build:\n  script:\n    cwd: src\n    content: cmake -S native\n', {}],
    [
      'another language is used',
      'build:\n  script:\n    interpreter: python\n    content: cmake -S native\n',
      {},
    ],
    [
      'a staging output may make the folder',
      'outputs:\n  - staging: {name: s}\n  - package: {name: a}\n    inherit: s\n    build: {script: make -C native}\n',
      {},
    ],
  ])('finds nothing if %s', (_, recipe, surroundings) => {
    expect(messages(recipe, surroundings)).toEqual([]);
  });

  it('finds nothing if a part of the source is not on this machine', () => {
    const recipe = `source:\n  - path: source\n  - url: https://example.org/x.tar.gz\n${script('cmake -S native')}`;
    expect(findingsOf(missingBuildFolder, recipe, { source })).toEqual([]);
  });

  it('counts folders below target_directory', () => {
    const recipe = (command: string) =>
      `source:\n  path: source\n  target_directory: a/b\n${script(command)}`;
    const found = (command: string) => linesOf(findingsOf(missingBuildFolder, recipe(command), { source }));
    expect(found('cmake -S a/b/src -B build')).toEqual([]);
    expect(found('cd a')).toEqual([]);
    expect(found('cmake -S src -B build')).toEqual(['error 6: cmake -S src -B build']);
  });
});
