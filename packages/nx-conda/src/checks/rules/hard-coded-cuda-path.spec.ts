import { findingsOf, linesOf, type Surroundings } from '../subject.fixture';
import { hardCodedCudaPath } from './hard-coded-cuda-path';

const check = (recipe: string, surroundings?: Surroundings) =>
  findingsOf(hardCodedCudaPath, recipe, surroundings);
const script = (command: string) => `build:\n  script:\n    - ${command}\n`;

describe('hard-coded-cuda-path', () => {
  it.each([
    ['export CUDA_HOME=/usr/local/cuda', 'error 3: /usr/local/cuda'],
    ['make CUDA="/usr/local/cuda-12.6"', 'error 3: /usr/local/cuda-12.6'],
    ['cc -I/opt/cuda/include a.c', 'warning 3: /opt/cuda'],
    ['/usr/local/cuda/bin/nvcc a.cu', 'error 3: /usr/local/cuda'],
    ['ls $A /usr/local/cuda', 'warning 3: /usr/local/cuda'],
    ['make && /opt/cuda/bin/fatbinary a', 'error 3: /opt/cuda'],
    ['./configure --with-cuda=/usr/local/cuda', 'error 3: /usr/local/cuda'],
    ['cmake -DCUDAToolkit_ROOT:PATH=/opt/cuda .', 'error 3: /opt/cuda'],
    ['export PATH=/usr/local/cuda/bin:$PATH', 'warning 3: /usr/local/cuda'],
  ])('finds %s', (command, expected) => {
    expect(linesOf(check(script(command)))).toEqual([expected]);
  });

  it.each([
    "sed -i 's#/usr/local/cuda#$PREFIX#' Makefile",
    'rm -rf /usr/local/cuda',
    'if [ -d /usr/local/cuda ]; then exit 1; fi',
    'make # /usr/local/cuda',
    'cp /usr/local/cuda-samples/a .',
    'export CUDA_HOME=$PREFIX/targets/x86_64-linux',
    'export CUDA_HOME=$PREFIX/opt/cuda',
    'export CUDA_HOME=${CONDA_PREFIX}/usr/local/cuda',
  ])('leaves %s alone', (command) => {
    expect(check(script(command))).toEqual([]);
  });

  it('names the found folders in its summary', () => {
    for (const folder of ['/usr/local/cuda', '/opt/cuda']) {
      expect(check(script(`cc -I${folder}/include a.c`))).toHaveLength(1);
      expect(hardCodedCudaPath.summary).toContain(folder);
    }
  });

  it('finds it in variables', () => {
    const recipe =
      'build:\n  script:\n    env:\n      CUDA_HOME: /usr/local/cuda\n      A: /usr/local/cudax\n';
    expect(linesOf(check(recipe))).toEqual(['error 4: /usr/local/cuda']);
  });

  it.each([
    ['CUDA_HOME: "/opt/cuda"', 'error 4: "/opt/cuda"'],
    ['LDFLAGS: -L/opt/cuda/lib64', 'warning 4: -L/opt/cuda/lib64'],
    ['PATH: /opt/cuda/bin:$PATH', 'warning 4: /opt/cuda/bin:$PATH'],
    ['CC: /opt/cuda/bin/nvcc', 'error 4: /opt/cuda/bin/nvcc'],
  ])('decides by the variable: %s', (variable, expected) => {
    expect(linesOf(check(`build:\n  script:\n    env:\n      ${variable}\n`))).toEqual([expected]);
  });

  describe('on Windows', () => {
    const NVIDIA = 'NVIDIA GPU Computing Toolkit';
    const inBatch = (text: string, platform = 'win-64') =>
      check('about: {}\n', { besides: { 'build.bat': text, 'build.sh': text }, platform });

    it.each([
      [`set CUDA_PATH=C:\\Program Files\\${NVIDIA}\\CUDA\\v12.6`, 'warning'],
      [`set "CUDA_HOME=%ProgramFiles%\\${NVIDIA}\\CUDA\\v12.6"`, 'warning'],
      [`cmake -DCUDAToolkit_ROOT="C:/Program Files/${NVIDIA}/CUDA/v12.6" .`, 'warning'],
      [`"C:\\Program Files\\${NVIDIA}\\CUDA\\v12.6\\bin\\nvcc.exe" a.cu`, 'error'],
      [`set PATH=C:\\Program Files\\${NVIDIA}\\CUDA\\v12.6\\bin;%PATH%`, 'warning'],
    ])('finds %s', (text, severity) => {
      expect(inBatch(`${text}\n`).map((finding) => [finding.severity, finding.line])).toEqual([
        [severity, 1],
      ]);
      expect(inBatch(`${text}\n`, 'linux-64')).toEqual([]);
      expect(inBatch(`${text}\n`)[0]?.help[0]).toContain('%LIBRARY_PREFIX%');
    });

    it('finds it in a build file, only for Windows', () => {
      const source = { 'setup.py': `if win:\n    home = r"C:\\Program Files\\${NVIDIA}\\CUDA\\v12.6"\n` };
      const recipe = 'build:\n  script: pip install .\n';
      expect(linesOf(check(recipe, { source, platform: 'win-64' }))).toEqual([
        `warning 2: C:\\Program Files\\${NVIDIA}\\CUDA\\v12.6`,
      ]);
      expect(check(recipe, { source })).toEqual([]);
    });

    it('leaves a folder below a variable of conda alone', () => {
      expect(inBatch('set CUDA_PATH=%LIBRARY_PREFIX%\n')).toEqual([]);
    });
  });

  it('shows a patch for a build file of the source, for its first line', () => {
    const source = { 'src/Makefile': 'CC = gcc\nLIB = -L/usr/local/cuda/lib64\nI = /usr/local/cuda\n' };
    const [finding, ...others] = check(script('make'), { source });
    expect(others).toEqual([]);
    expect(linesOf(finding ? [finding] : [])).toEqual(['warning 2: /usr/local/cuda']);
    expect(finding?.help[0])
      .toBe(`Save these lines, without their indentation, as a patch file beside the recipe, and list the file under \`source.patches\`:

     --- a/src/Makefile
     +++ b/src/Makefile
     @@ -2 +2 @@
     -LIB = -L/usr/local/cuda/lib64
     +LIB = -L$(PREFIX)/targets/x86_64-linux/lib64
`);
  });

  it.each([
    ['CMakeLists.txt', 'set(A /opt/cuda)', '+set(A $ENV{PREFIX}/targets/x86_64-linux)'],
    [
      'setup.py',
      'A = "/opt/cuda/include"',
      '+A = "" + __import__("os").environ["PREFIX"] + "/targets/x86_64-linux/include"',
    ],
    [
      'setup.py',
      "A = '/opt/cuda/include'",
      "+A = '' + __import__('os').environ['PREFIX'] + '/targets/x86_64-linux/include'",
    ],
  ])('writes the patch in the language of %s', (name, line, expected) => {
    const [finding] = check(script('make'), { source: { [name]: `${line}\n` } });
    expect(finding?.help[0]).toContain(expected);
  });

  it.each([
    ['a patch beside the recipe changes the file', 'make', { 'a.patch': '+++ b/src/Makefile\n' }],
    ['a command edits it', 'sed -i s/a/b/ src/Makefile', {}],
    ['the line is a default, and the script sets the variable', 'make CUDA_HOME=$PREFIX/x', {}],
  ])('finds nothing if %s', (_, command, besides) => {
    const source = { 'src/Makefile': 'CUDA_HOME ?= /usr/local/cuda\n' };
    expect(check(script(command), { source, besides })).toEqual([]);
  });

  it('finds nothing in comments and in files that build nothing', () => {
    const source = { Makefile: '# /usr/local/cuda\n', 'a.c': '"/usr/local/cuda"', 'README.md': '/opt/cuda' };
    expect(check(script('make'), { source })).toEqual([]);
  });

  it('finds a folder that a patch adds to a build file', () => {
    const patch = (line: string, file = 'setup.py') =>
      `--- a/${file}\n+++ b/${file}\n@@ -1 +1,2 @@\n import os\n${line}\n`;
    const found = (text: string, patches = 'p.patch') =>
      findingsOf(hardCodedCudaPath, `source:\n  url: a\n  patches:\n    - ${patches}\n`, {
        besides: { 'p.patch': text },
      });
    expect(linesOf(found(patch('+home = "/usr/local/cuda-12.6"')))).toEqual([
      'warning 5: /usr/local/cuda-12.6',
    ]);
    expect(found(patch('-home = "/usr/local/cuda"'))).toEqual([]);
    expect(found(patch(' home = "/usr/local/cuda"'))).toEqual([]);
    expect(found(patch('+home = "/usr/local/cuda"', 'README.md'))).toEqual([]);
    expect(found(patch('+home = "/usr/local/cuda"'), 'other.patch')).toEqual([]);
  });
});
