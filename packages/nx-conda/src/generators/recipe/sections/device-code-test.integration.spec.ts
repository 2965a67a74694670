import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import type { CudaFacts } from '../../../source/source-facts';
import { toYaml } from '../text/yaml-value';
import { deviceCodeTest } from './device-code-test';

const CUDA: CudaFacts = {
  ...{ builtBy: 'torch', extensions: [], devPackages: [], fixedPaths: [] },
  hasDeviceCode: true,
};

interface WrittenTest {
  if: string;
  then: { requirements?: unknown; script: { interpreter: string; content: string } };
}

function writtenTest(hasPython = true): WrittenTest {
  const text = toYaml({ tests: deviceCodeTest('thing', CUDA, hasPython) });
  const [test] = (parse(text) as { tests: WrittenTest[] }).tests;
  if (!test) throw new Error('no test');
  return test;
}

let prefix: string;
beforeEach(() => (prefix = mkdtempSync(join(tmpdir(), 'nx-conda-device-code-'))));
afterEach(() => rmSync(prefix, { recursive: true }));

/** Runs the script as rattler-build does, for a package with these files. @param others files of other packages */
function run(files: Record<string, string>, others: Record<string, string> = {}) {
  for (const [name, content] of Object.entries({ ...files, ...others })) write(name, content);
  const record = (of: object) => JSON.stringify({ files: Object.keys(of) }, null, 2);
  write('conda-meta/thing-1.0-cuda126_0.json', record(files));
  write('conda-meta/thing-extra-1.0-0.json', record(others));
  const script = writtenTest().then.script.content.replace('${{ version }}', '1.0');
  const { status, stdout, stderr } = spawnSync('python3', ['-c', script], {
    env: { PATH: process.env['PATH'], PREFIX: prefix },
    encoding: 'utf8',
  });
  return {
    passes: status === 0,
    found: stdout.replaceAll(`${prefix}/`, '').split('\n').filter(Boolean),
    stderr,
  };
}

function write(name: string, content: string): void {
  mkdirSync(dirname(join(prefix, name)), { recursive: true });
  writeFileSync(join(prefix, name), content, 'latin1');
}

const LIBRARY = 'lib/python3.11/site-packages/thing/_C.so';

describe('the test for device code', () => {
  it.each([
    [
      'a library with a section of nvcc',
      LIBRARY,
      '\x7fELF\x02\x01\0.text\0.nv_fatbin\0.nvFatBinSegment\0\xff',
    ],
    ['a library of Windows', 'Lib/site-packages/thing/_C.pyd', 'MZ\0\0.nv_fatb\0\0'],
    ['a static library', 'lib/libthing.a', '!<arch>\n\0.nv_fatbin\0'],
    ['a file of its own', 'share/thing/kernels.fatbin', 'P\xedU\xba'],
  ])('passes with %s', (_, name, content) => {
    expect(run({ [name]: content, 'lib/empty.py': '' })).toMatchObject({ passes: true, found: [name] });
  });

  it('fails if the package contains only code for the CPU, and says so', () => {
    const { passes, stderr } = run({ [LIBRARY]: '\x7fELF\x02\x01\0.text\0.data\0' });
    expect(passes).toBe(false);
    expect(stderr).toContain('AssertionError: No file of the package contains code for GPUs.');
  });

  it('does not look at other packages in the environment', () => {
    expect(run({ [LIBRARY]: '\x7fELF' }, { 'lib/libtorch_cuda.so': '\0.nv_fatbin\0' }).passes).toBe(false);
  });

  it('does not mind links without a target, and links to folders', () => {
    mkdirSync(join(prefix, 'lib'));
    symlinkSync('absent', join(prefix, 'lib/absent.so'));
    symlinkSync('.', join(prefix, 'lib/here'));
    write('lib/libthing.so', '\0.nv_fatbin\0');
    write(
      'conda-meta/thing-1.0-0.json',
      JSON.stringify({ files: ['lib/absent.so', 'lib/here', 'lib/libthing.so'] }),
    );
    const script = writtenTest().then.script.content.replace('${{ version }}', '1.0');
    const { stdout } = spawnSync('python3', ['-c', script], {
      env: { PATH: process.env['PATH'], PREFIX: prefix },
    });
    expect(String(stdout)).toBe(`${join(prefix, 'lib/libthing.so')}\n`);
  });

  it('runs only for CUDA, and gets its own Python if the package requires none', () => {
    expect(writtenTest().if).toBe('cuda_compiler_version != "None"');
    expect(writtenTest().then.requirements).toBeUndefined();
    expect(writtenTest(false).then.requirements).toEqual({ run: ['python'] });
  });

  it('is left out if the source may have no code for nvcc', () => {
    expect(deviceCodeTest('thing', { ...CUDA, hasDeviceCode: false }, true)).toEqual([]);
  });
});
