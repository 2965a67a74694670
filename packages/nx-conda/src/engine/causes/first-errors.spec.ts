import { firstErrors } from './first-errors';

/** Output of real programs, and the lines that tell why they failed. */
const CASES: [program: string, output: string, errors: string[]][] = [
  [
    'gcc',
    `bad.c: In function ‘main’:
bad.c:2:7: warning: unused variable ‘y’ [-Wunused-variable]
bad.c:3:11: error: ‘foo’ undeclared (first use in this function)
    3 |   int x = foo;
      |           ^~~
bad.c:3:11: note: each undeclared identifier is reported only once for each function it appears in
bad.c:4:11: error: expected ‘;’ before ‘}’ token`,
    [
      'bad.c:3:11: error: ‘foo’ undeclared (first use in this function)',
      'bad.c:4:11: error: expected ‘;’ before ‘}’ token',
    ],
  ],
  [
    'clang, with a path of Windows',
    `C:\\src\\a.cpp:4:2: fatal error: 'x.h' file not found\n1 error generated.`,
    [`C:\\src\\a.cpp:4:2: fatal error: 'x.h' file not found`],
  ],
  [
    'nvcc and MSVC',
    `src/k.cu(12): error: identifier "foo" is undefined
ptxas fatal   : Unresolved extern function 'f'
b.cpp(7): error C2065: 'x': undeclared identifier`,
    [
      'src/k.cu(12): error: identifier "foo" is undefined',
      "ptxas fatal   : Unresolved extern function 'f'",
      "b.cpp(7): error C2065: 'x': undeclared identifier",
    ],
  ],
  [
    'the assembler',
    'a.s: Assembler messages:\na.s:2: Error: no such instruction: `foo bar`',
    ['a.s:2: Error: no such instruction: `foo bar`'],
  ],
  [
    'Rust',
    `   Compiling x v0.1.0
error[E0308]: mismatched types
 --> src/main.rs:2:18
  |
error: could not compile \`x\` (bin "x") due to 1 previous error`,
    ['src/main.rs:2:18: error[E0308]: mismatched types'],
  ],
  [
    'gfortran',
    `a.f90:3:10:

    3 |   x = y + z
      |          1
Error: Symbol ‘y’ at (1) has no IMPLICIT type`,
    ['a.f90:3:10: Error: Symbol ‘y’ at (1) has no IMPLICIT type'],
  ],
  [
    'Cython',
    `Error compiling Cython file:
  return undeclared_c(x)
         ^
z2.pyx:2:9: undeclared name not builtin: undeclared_c`,
    ['z2.pyx:2:9: undeclared name not builtin: undeclared_c'],
  ],
  ['Go', '# x\n./main.go:5:2: undefined: y', ['./main.go:5:2: undefined: y']],
  [
    'CMake, with status lines in its message',
    `-- Detecting C compile features - done
CMake Error at CMakeLists.txt:3 (find_package):
  By not providing "FindX.cmake" in CMAKE_MODULE_PATH this project
-- Configuring incomplete, errors occurred!
  has asked CMake to find a package configuration file.

  Could not find a package configuration file provided by "X"
`,
    [
      'CMakeLists.txt:3: CMake Error: By not providing "FindX.cmake" in CMAKE_MODULE_PATH this project has asked CMake to find a package configuration file.',
    ],
  ],
  [
    'Meson',
    `Run-time dependency nosuchdep found: NO  (tried pkg-config and cmake)

meson.build:2:4: ERROR: Dependency "nosuchdep" not found (tried pkg-config and cmake)`,
    ['meson.build:2:4: ERROR: Dependency "nosuchdep" not found (tried pkg-config and cmake)'],
  ],
  [
    'the linker, below make',
    `[100%] Linking CXX executable y
/usr/bin/ld: CMakeFiles/y.dir/y.cc.o: in function \`main':
y.cc:(.text.startup+0x6): undefined reference to \`zz(int)'
collect2: error: ld returned 1 exit status
make[2]: *** [CMakeFiles/y.dir/build.make:98: y] Error 1`,
    ["y.cc:(.text.startup+0x6): undefined reference to `zz(int)'"],
  ],
  [
    'ninja, if the command itself printed no error',
    `[1/1] python3 gen.py
FAILED: [code=3] out1
python3 gen.py
generating
ninja: build stopped: subcommand failed.`,
    ['FAILED: [code=3] out1', 'python3 gen.py', 'generating'],
  ],
  [
    'make',
    "make: *** No rule to make target 'install'.  Stop.",
    ["make: *** No rule to make target 'install'.  Stop."],
  ],
  [
    'Python, in the file of the user',
    `Traceback (most recent call last):
  File "$SRC_DIR/gen.py", line 6, in <module>
    main()
  File "$SRC_DIR/gen.py", line 3, in load
    return json.load(open("config.json"))
Copying files
  File "$PREFIX/lib/python3.11/json/decoder.py", line 337, in decode
    obj, end = self.raw_decode(s)
json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)`,
    ['$SRC_DIR/gen.py:3: json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)'],
  ],
  [
    'Python, which cannot parse a file',
    `  File "$SRC_DIR/bad.py", line 2
    def f(:
          ^
SyntaxError: invalid syntax`,
    ['$SRC_DIR/bad.py:2: SyntaxError: invalid syntax'],
  ],
  [
    'an import of a tested package',
    `Traceback (most recent call last):
  File "$SRC_DIR/conda_build_script.py", line 1, in <module>
    import timp
  File "$PREFIX/lib/python3.11/site-packages/timp.py", line 2, in <module>
    from nosuchdep import thing
ModuleNotFoundError: No module named 'nosuchdep'`,
    ["$PREFIX/lib/python3.11/site-packages/timp.py:2: ModuleNotFoundError: No module named 'nosuchdep'"],
  ],
  [
    'setup.py below pip, whose own exceptions follow',
    `  Traceback (most recent call last):
    File "$PREFIX/lib/python3.11/site-packages/setuptools/build_meta.py", line 317, in run_setup
      exec(code, locals())
    File "<string>", line 2, in <module>
  FileNotFoundError: [Errno 2] No such file or directory: 'VERSION'
  error: subprocess-exited-with-error
Traceback (most recent call last):
  File "$PREFIX/lib/python3.11/site-packages/pip/_internal/utils/subprocess.py", line 213, in call_subprocess
    raise error
pip._internal.exceptions.build.InstallationSubprocessError: Preparing metadata (pyproject.toml) exited with 1
error: metadata-generation-failed`,
    ["setup.py:2: FileNotFoundError: [Errno 2] No such file or directory: 'VERSION'"],
  ],
  [
    'the compiler of a Python extension',
    `  x.c:2:45: error: ‘undefined_thing’ undeclared (first use in this function)
  error: Command '['gcc', '-c']' returned non-zero exit status 1.
  ERROR: Failed building wheel for x`,
    ['x.c:2:45: error: ‘undefined_thing’ undeclared (first use in this function)'],
  ],
  [
    'a build backend that pip cannot import',
    `  error: backend-unavailable

  × Cannot import build backend 'hatchling.build'.
  ╰─> ModuleNotFoundError: No module named 'hatchling'`,
    [
      "× Cannot import build backend 'hatchling.build'.",
      "╰─> ModuleNotFoundError: No module named 'hatchling'",
    ],
  ],
  [
    'only pip, for lack of anything better',
    `Traceback (most recent call last):
  File "$PREFIX/lib/python3.11/site-packages/pip/_internal/req/constructors.py", line 296, in _get_url_from_path
    raise InstallationError(
pip._internal.exceptions._base.InstallationError: Directory '.' is not installable.`,
    [
      "$PREFIX/lib/python3.11/site-packages/pip/_internal/req/constructors.py:296: pip._internal.exceptions._base.InstallationError: Directory '.' is not installable.",
    ],
  ],
  [
    'pytest',
    `>       assert 1 == 2, "numbers"
E       AssertionError: numbers
E       assert 1 == 2

test_z.py:2: AssertionError
1 failed in 0.02s`,
    ['E       AssertionError: numbers', 'test_z.py:2: AssertionError'],
  ],
  [
    'ctest',
    'The following tests FAILED:\n\t  1 - unit-t (Failed)\nErrors while running CTest',
    ['1 - unit-t (Failed)'],
  ],
  ["C's assert", "a: a.c:2: main: Assertion `1==2' failed.", ["a: a.c:2: main: Assertion `1==2' failed."]],
  [
    'Node.js',
    `/w/bad.js:1
x.foo(

SyntaxError: Unexpected end of input
    at wrapSafe (node:internal/modules/cjs/loader:1464:18)`,
    ['/w/bad.js:1: SyntaxError: Unexpected end of input'],
  ],
  [
    'Node.js, in its own loader',
    `node:internal/modules/cjs/loader:1210
Error: Cannot find module 'nosuch'
    at Module._load (node:internal/modules/cjs/loader:1038:27)
    at Object.<anonymous> ($SRC_DIR/a.js:3:1)`,
    ["$SRC_DIR/a.js:3:1: Error: Cannot find module 'nosuch'"],
  ],
  [
    'Perl',
    'Can’t locate No/Such.pm in @INC at x.pl line 1.',
    ['Can’t locate No/Such.pm in @INC at x.pl line 1.'],
  ],
  [
    'configure',
    'checking for zlib.h... no\nconfigure: error: zlib is required',
    ['configure: error: zlib is required'],
  ],
  [
    'bash',
    '$SRC_DIR/conda_build.sh: line 14: frobnicate: command not found',
    ['$SRC_DIR/conda_build.sh: line 14: frobnicate: command not found'],
  ],
  [
    'cp',
    "cp: cannot stat 'nothere.txt': No such file or directory",
    ["cp: cannot stat 'nothere.txt': No such file or directory"],
  ],
  ['an unknown program', 'started\nsomething is off\nbye', ['started', 'something is off', 'bye']],
];

describe('the first errors of a script', () => {
  it.each(CASES)('of %s', (_, output, errors) => expect(firstErrors(output.split('\n'))).toEqual(errors));

  it('are those of its last command, if it reports any', () => {
    const lines = [
      '+ gcc -c probe.c',
      'probe.c:1:1: error: no',
      '+ cp a b',
      "cp: cannot stat 'a': No such file or directory",
    ];
    expect(firstErrors(lines)).toEqual(["cp: cannot stat 'a': No such file or directory"]);
  });

  it('may be those of an earlier command', () => {
    const lines = ['+ make -k', 'b.c:1:1: error: no', '+ exit 2'];
    expect(firstErrors(lines)).toEqual(['b.c:1:1: error: no']);
  });

  it('are found a thousand lines before the end, once each, at most four', () => {
    const compiled = Array.from({ length: 1000 }, (_, number) => `gcc -c good${number}.c`);
    const errors = [1, 1, 2, 3, 4, 5].map((line) => `b.c:${line}:1: error: no`);
    expect(firstErrors(['+ make -k -j4', ...errors, ...compiled])).toEqual(
      [1, 2, 3, 4].map((line) => `b.c:${line}:1: error: no`),
    );
  });

  it('are not the lines before a command that prints nothing', () => {
    expect(firstErrors(['+ echo testing', '+ test -f x', 'testing'])).toEqual([]);
  });

  it('are shortened', () => {
    const [error] = firstErrors([`a.c:1:1: error: ${'x'.repeat(1000)}`]);
    expect(error).toHaveLength(241);
  });
});
