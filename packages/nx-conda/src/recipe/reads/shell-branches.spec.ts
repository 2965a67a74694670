import { openBatchBranches } from './batch-branches';
import { openBranches } from './shell-branches';
import { isTaken } from './shell-tests';

/** Whether the place of `HERE` is reached with CUDA 12.9. */
const reached = (script: string, open = openBranches) =>
  open(script.slice(0, script.indexOf('HERE'))).map((branch) =>
    isTaken(branch, { cuda_compiler_version: '12.9' }),
  );

describe('openBranches', () => {
  it.each([
    ['no branch', 'a\nHERE', []],
    ['a test that is false', 'if [[ "$cuda_compiler_version" == 11.8 ]]; then\n  HERE\nfi', [false]],
    ['its else', 'if [[ "$cuda_compiler_version" == 11.8 ]]; then\n  a\nelse\n  HERE', [true]],
    ['after it', 'if [[ "$cuda_compiler_version" == 11.8 ]]; then a; fi\nHERE', []],
    ['an elif', 'if [[ $a ]]; then b\nelif [[ ${cuda_compiler_version} == 12* ]]\nthen HERE', [undefined]],
    ['a pattern', 'if [[ ${cuda_compiler_version} == 12* ]]; then HERE', [true]],
    ['a quoted pattern', 'if [[ ${cuda_compiler_version} == "12*" ]]; then HERE', [false]],
    ['one bracket', 'if [ "${cuda_compiler_version:-None}" != "None" ]; then HERE', [true]],
    ['the major release', 'if [[ "${cuda_compiler_version%%.*}" -ge 13 ]]; then HERE', [false]],
    ['a regular expression', 'if [[ ${cuda_compiler_version} =~ ^13 ]]; then HERE', [false]],
    ['and', 'if [[ "$x" == 1 && $cuda_compiler_version == 11.8 ]]; then HERE', [false]],
    ['or', 'if [[ "$x" == 1 ]] || [[ $cuda_compiler_version == 11.8 ]]; then HERE', [undefined]],
    ['not', 'if ! [[ $cuda_compiler_version == 11.8 ]]; then HERE', [true]],
    ['a guard', '[[ $cuda_compiler_version == 11.8 ]] && export A="HERE', [false]],
    ['a guard of the other kind', '[[ $cuda_compiler_version == 11.8 ]] || export A="HERE', [true]],
    ['a case', 'case "$cuda_compiler_version" in\n  13.*) a ;;\n  12.*|11.*) HERE', [true]],
    ['another arm', 'case "$cuda_compiler_version" in\n  12.*)\n a\n ;;\n  *)\n HERE', [false]],
    ['an arm on its line', 'case ${cuda_compiler_version} in 13*) HERE', [false]],
    ['after a case', 'case $a in 1) b;; esac; HERE', []],
    [
      'nested branches',
      'if [[ -n "$a" ]]; then\n if [[ $cuda_compiler_version == 13.0 ]]; then HERE',
      [undefined, false],
    ],
    ['a template', 'if [[ "${{ cuda_compiler_version }}" == "13.0" ]]; then HERE', [false]],
    ['a function that names if', 'echo "if [[ a ]]"\nHERE', []],
    [
      'a continued test',
      'if [[ $x == 1 ]] && \\\n  [[ $cuda_compiler_version == 13.0 ]]; then HERE',
      [false],
    ],
  ])('%s', (_, script, expected) => {
    expect(reached(script)).toEqual(expected);
  });

  it('takes linear time', () => {
    expect(openBranches('if [ "a\' \\'.repeat(20_000)).length).toBeLessThan(2);
  });
});

describe('openBatchBranches', () => {
  it.each([
    ['a test that is false', 'if "%cuda_compiler_version%"=="11.8" (\n  set A=HERE', [false]],
    ['its else', 'if "%cuda_compiler_version%" == "11.8" (\n  a\n) else (\n  set A=HERE', [true]],
    ['after it', 'if "%cuda_compiler_version%" == "11.8" (\n  a\n)\nset A=HERE', []],
    ['on one line', 'if not "%cuda_compiler_version%" == "12.9" set "A=HERE', [false]],
    ['a loop', 'for %%a in (1 2) do (\n  set A=HERE', []],
    ['a part of the release', 'if "%CUDA_COMPILER_VERSION:~0,3%" == "13." (\n  set A=HERE', [false]],
    ['an unknown test', 'if "%cuda_major%" == "12" (\n  set A=HERE', [undefined]],
  ])('%s', (_, script, expected) => {
    expect(reached(script, openBatchBranches)).toEqual(expected);
  });
});
