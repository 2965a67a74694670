import { describeFailure, exitOf, type FailedRun } from './describe-failure';

const RECIPE = `package: {name: x, version: "1"}
source: {path: srcc, patches: [fix.patch]}
build:
  script:
    - $CC -c bad.c
    - echo $UNSET
requirements: {build: ["\${{ compiler('rust') }}"]}
about: {license_file: LICENCE.txt}
tests:
  - python: {imports: [x]}
`;

function describeLog(log: string, more: Partial<FailedRun> = {}): string[] {
  const engine = { kind: 'command' as const, command: '/x', args: [], env: {}, version: '0.74.0' };
  const files = [{ path: 'recipes/x/recipe.yaml', text: RECIPE }];
  return describeFailure({ log, engine, end: { exitCode: 1 }, files, workspaceRoot: '/w', ...more }).split(
    '\n',
  );
}

const script = (output: string, status = 1) => `✔ Successfully updated the host environment
${output}
2026-11-30T18:07:57.208581Z ERROR Running build script: rattler_build_script::execution: Script failed with status ${status}
Script execution failed.
Error:   × Script failed to execute
`;

describe('the description of a failure', () => {
  it('has the place in the recipe, and the errors of the script', () => {
    const log = script('+ $BUILD_PREFIX/bin/gcc -c bad.c\nbad.c:3:11: error: ‘foo’ undeclared');
    expect(describeLog(log)).toEqual([
      '  recipes/x/recipe.yaml:5: $CC -c bad.c',
      '  bad.c:3:11: error: ‘foo’ undeclared',
    ]);
    expect(exitOf(log)).toBe('exit status 1');
  });

  it('has an explanation and steps, but not of errors that the script survived', () => {
    const log = script(`ModuleNotFoundError: No module named 'optional'
+ $BUILD_PREFIX/bin/gcc -c bad.c
bad.c:1:10: fatal error: zlib_nope.h: No such file or directory`);
    expect(describeLog(log).slice(1)).toEqual([
      '  bad.c:1:10: fatal error: zlib_nope.h: No such file or directory',
      'The compiler cannot find zlib_nope.h.',
      '  1. Add the package that contains this header to requirements.host. The names of such packages often end in -dev.',
    ]);
  });

  it('follows a line number of the generated script to the recipe', () => {
    const generated = ['#!/bin/bash', '', '$CC -c bad.c', 'echo $UNSET'].join('\n');
    const log = script('+ set -u\n$SRC_DIR/conda_build.sh: line 4: UNSET: unbound variable');
    expect(describeLog(log, { generated })[0]).toBe('  recipes/x/recipe.yaml:6: echo $UNSET');
  });

  it('shows a command that no line of the recipe gives', () => {
    const log = script('+ ./generated --by x\nsomething is off');
    expect(describeLog(log)).toEqual([
      '  recipes/x/recipe.yaml:4: script:',
      '  + ./generated --by x',
      '  something is off',
    ]);
  });

  it('points to the tests of the recipe', () => {
    const log = `✔ Successfully updated the test environment
+ $PREFIX/bin/python $SRC_DIR/conda_build_script.py
Traceback (most recent call last):
  File "$PREFIX/lib/python3.11/site-packages/x.py", line 2, in <module>
ZeroDivisionError: division by zero
ERROR Script failed with status 1
Error:   × failed to run test: IO Error: Script failed with status 1
`;
    expect(describeLog(log)).toEqual([
      '  recipes/x/recipe.yaml:9: tests:',
      '  $PREFIX/lib/python3.11/site-packages/x.py:2: ZeroDivisionError: division by zero',
      '  1. If the package lacks a file, compare the test with the list "Files in package" in build.log beside the package.',
    ]);
  });

  it.each([
    [
      'a license file',
      '2026-11-30T18:07:36Z ERROR Packaging new files: rattler_build_core::packaging: error_str="The following license files were not found: LICENCE.txt"\nError:   × No license files were copied\n',
      [
        '  recipes/x/recipe.yaml:8: about: {license_file: LICENCE.txt}',
        'The source and the folder of the recipe do not contain the license file LICENCE.txt.',
      ],
    ],
    [
      'a license file, with the embedded engine',
      'Copying license files\nError:   × No license files were copied\n',
      [
        '  recipes/x/recipe.yaml:8: about: {license_file: LICENCE.txt}',
        'The source and the folder of the recipe contain none of the files in about.license_file.',
      ],
    ],
    [
      'a source folder',
      'Error:   × IO Error: failed to canonicalize path `/w/recipes/x/\n  │ srcc`: No such file or directory (os error 2)\n',
      [
        '  recipes/x/recipe.yaml:2: source: {path: srcc, patches: [fix.patch]}',
        'The source folder recipes/x/srcc does not exist.',
      ],
    ],
    [
      'a patch',
      'Applying patch: /w/recipes/x/fix.patch\nError:   × Patch application error: error applying hunk #1\n',
      [
        '  recipes/x/recipe.yaml:2: source: {path: srcc, patches: [fix.patch]}',
        'recipes/x/fix.patch does not apply: error applying hunk #1.',
      ],
    ],
    [
      'a compiler',
      'Error:   × Failed to resolve dependencies\n  ╰─▶ Cannot solve the request because of: No candidates were found for\n      rust_linux-64 *.\n',
      [
        `  recipes/x/recipe.yaml:7: requirements: {build: ["\${{ compiler('rust') }}"]}`,
        'No channel has rust_linux-64.',
      ],
    ],
    [
      'an unknown key',
      `Error:   × Failed to parse recipe
  ╰─▶ invalid value for 'recipe': unknown top-level field 'requirments'
   ╭─[/w/recipes/x/recipe.yaml:8:1]
 8 │ requirments: {host: [python]}
   ╰────
  help: valid top-level fields are: package, build, about, requirements,
        extra, source, tests, schema_version, context
`,
      ['The recipe format has no key requirments (recipes/x/recipe.yaml:8:1). Did you mean requirements?'],
    ],
    [
      'an unknown key, with the embedded engine',
      "Error:   × Failed to parse recipe\n  ╰─▶ invalid value for 'recipe': unknown top-level field 'requirments'\n",
      ['The recipe format has no key requirments. Did you mean requirements?'],
    ],
    [
      'an undefined variable, of which rattler-build does not know the place',
      "Error:   × Failed to render recipe with variants\n  ╰─▶ Jinja template error: Template rendering failed: undefined value (in\n      <string>:1) (template: ${{ compiler('rust') }})\n   ╭─[/w/recipes/x/recipe.yaml:1:1]\n",
      [
        `  recipes/x/recipe.yaml:7: requirements: {build: ["\${{ compiler('rust') }}"]}`,
        "The recipe uses an undefined variable: ${{ compiler('rust') }}.",
      ],
    ],
    [
      'a source that fails in an unknown way',
      'Starting build of 1 outputs\nError:   × something with the source\n',
      ['  recipes/x/recipe.yaml:2: source: {path: srcc, patches: [fix.patch]}', 'something with the source'],
    ],
    [
      'requirements that fail in an unknown way',
      'Starting build of 1 outputs\n  Specs:\n   - x\nError:   × something with x\n',
      [`  recipes/x/recipe.yaml:7: requirements: {build: ["\${{ compiler('rust') }}"]}`, 'something with x'],
    ],
    [
      'a commit that does not exist',
      'Error:   × Git error: Git fetch failed: could not find a branch, tag, or commit named\n  │ `fix.patch` in `file:///w/x`\n',
      [
        '  recipes/x/recipe.yaml:2: source: {path: srcc, patches: [fix.patch]}',
        'The git repository file:///w/x has no branch, tag or commit fix.patch.',
      ],
    ],
    [
      'a value of the wrong kind',
      `Error:   × Failed to parse recipe
  ╰─▶ expected mapping but got non-mapping
   ╭─[/w/recipes/x/recipe.yaml:7:8]
`,
      [
        '  recipes/x/recipe.yaml:7:8',
        'expected mapping but got non-mapping',
        '  1. Correct the recipe at this place. All keys and their values: https://rattler.build/latest/reference/recipe_file/',
      ],
    ],
  ])('names the place of %s', (_, log, lines) =>
    expect(describeLog(log).slice(0, lines.length)).toEqual(lines),
  );

  it('keeps URLs whole', () => {
    const log = 'Downloading from: file:///w/x.zip\nError:   × Failed to extract archive: no zip\n';
    expect(describeLog(log)[0]).toBe(
      'file:///w/x.zip is not an archive that rattler-build can unpack: no zip.',
    );
  });

  it('says when there is nothing to say', () => {
    expect(describeLog('')).toEqual(['rattler-build printed no error.']);
    expect(exitOf('')).toBeUndefined();
  });

  it('leaves room for its steps', () => {
    const errors = [1, 2, 3, 4].map((line) => `a.cc:(.text+0x${line}): undefined reference to \`f${line}\``);
    const packages = ['thrust/sort.h', 'cuda_runtime_api.h'].map(
      (header, line) => `b.c:${line}:1: fatal error: ${header}: No such file or directory`,
    );
    for (const lines of [errors, packages])
      expect(describeLog(script(`+ x\n${lines.join('\n')}`)).length).toBeLessThanOrEqual(11);
  });
});
