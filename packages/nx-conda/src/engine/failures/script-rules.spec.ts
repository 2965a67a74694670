import type { Engine } from '../engine';
import { explainFailure } from '../failure';

const engine: Engine = { kind: 'command', command: '/x', args: [], env: {}, version: '0.74.0' };

const inBuild = (output: string, status = 1) =>
  `✔ Successfully updated the host environment\n${output}\nERROR Script failed with status ${status}\nError:   × Script failed to execute\n`;

describe('explanations of failed scripts', () => {
  it.each([
    ["a.cc:1:10: fatal error: 'png.h' file not found", 'The compiler cannot find png.h.'],
    ["a.cc(1): fatal error C1083: Cannot open include file: 'png.h'", 'The compiler cannot find png.h.'],
    [
      "y.cc:(.text+0x6): undefined reference to `zz(int)'",
      'No object file or library on the command line of the linker defines zz(int).',
    ],
    [
      'ld.lld: error: undefined symbol: zz',
      'No object file or library on the command line of the linker defines zz.',
    ],
    [
      'a.obj : error LNK2019: unresolved external symbol zz',
      'No object file or library on the command line of the linker defines zz.',
    ],
    [
      'CMake Error at CMakeLists.txt:3 (find_package):\n  By not providing "FindX.cmake" in',
      'CMake cannot find X.',
    ],
    [
      'CMake Error at /usr/share/cmake/F.cmake:230 (message):\n  Could NOT find ZLIB (missing: ZLIB_LIBRARY)',
      'CMake cannot find ZLIB.',
    ],
    ['x.sh: line 5: foo: command not found', 'The program foo is not in the environment.'],
    ['./x: 5: foo: not found', 'The program foo is not in the environment.'],
    ['make: ./gen.sh: Permission denied', 'The script has no permission to run, read or write ./gen.sh.'],
    [
      'ERROR: No matching distribution found for leftpad>=3',
      'pip needs leftpad>=3, which is not in the host environment.',
    ],
    [
      "× Cannot import build backend 'hatchling.build'.",
      'pip needs hatchling, which is not in the host environment.',
    ],
    ["make: *** No rule to make target 'install'.  Stop.", 'The makefile has no rule for install.'],
    ['Segmentation fault (core dumped)', 'A program crashed: Segmentation fault.'],
    [
      "ModuleNotFoundError: No module named 'yaml'",
      'Python cannot find the module yaml.\n  1. Add the package that contains yaml to requirements.host.',
    ],
  ])('know %j', (output, explanation) => {
    expect(explainFailure(inBuild(output), engine)).toContain(explanation);
    expect(explainFailure(inBuild(output), engine)).toContain('\n  1. ');
  });

  it('know the exit status of a crash', () => {
    expect(explainFailure(inBuild('', 139), engine)).toContain('A program crashed: segmentation fault.');
  });

  it('do not take a source file for a header, or a path for a module', () => {
    expect(
      explainFailure(inBuild('cc1: fatal error: a.c: No such file or directory'), engine),
    ).toBeUndefined();
    expect(explainFailure(inBuild("ModuleNotFoundError: No module named '/tmp/'"), engine)).toBeUndefined();
  });

  it('know a script that does not start', () => {
    const log = '✔ Successfully updated the host environment\nError:   × Script failed to execute\n';
    expect(explainFailure(log, engine)).toContain('rattler-build could not start the build script.');
  });
});

describe('explanations of rattler-build’s own errors', () => {
  it.each([
    ['Error:   × File not found: /w/x.tar.gz', 'The source /w/x.tar.gz does not exist.'],
    [
      'Error:   × md5 checksum validation failed for "/o/src_cache/00_x.zip"\n  │   expected: 0a\n  │   actual: 0b',
      'The source x.zip does not match the recipe: its md5 is 0b, but the recipe expects 0a.',
    ],
    [
      "Error:   × Failed to parse recipe\n  ╰─▶ invalid value for 'item': unable to parse version spec: => 3",
      '=> 3 is not a requirement that conda can read.',
    ],
    [
      "Error:   × Failed to parse recipe\n  ╰─▶ missing required field 'version'",
      'The recipe lacks the key version.',
    ],
    [
      "Error:   × Failed to parse recipe\n  ╰─▶ failed to parse SPDX license: 'Apache 2', because:",
      'Apache 2 is not an SPDX expression.',
    ],
    [
      'Error:   × Could not apply pin_subpackage. The following subpackage is not available:\n  │ nope',
      'pin_subpackage names nope, which is not an output of this recipe.',
    ],
  ])('know %j', (log, explanation) => expect(explainFailure(log, engine)).toContain(explanation));
});
