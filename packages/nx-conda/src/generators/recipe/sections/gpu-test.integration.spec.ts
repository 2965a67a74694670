import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { CudaFacts } from '../../../source/source-facts';
import { gpuTest } from './gpu-test';

const WITHOUT_PYTORCH: CudaFacts = { builtBy: 'cmake', extensions: [], devPackages: [], fixedPaths: [] };
const NO_GPU = 'exit 9';
const GPU = 'echo a GPU';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'nx-conda-gpu-test-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the example as rattler-build does, with stand-ins for the two programs. */
function runExample(nvidiaSmi: string, python: string) {
  const { lines } = gpuTest(WITHOUT_PYTORCH);
  const [test] = parse(lines.slice(1).join('\n')) as { script: string[] }[];
  for (const [name, body] of Object.entries({ 'nvidia-smi': nvidiaSmi, python })) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  }
  const env = { PATH: `${folder}:${process.env['PATH']}` };
  const result = spawnSync('bash', ['-e', '-c', test?.script.join('\n') ?? ''], { env, encoding: 'utf8' });
  return { passes: result.status === 0, output: result.stdout };
}

describe('the example of a test that needs a GPU', () => {
  it('passes without a GPU, and prints that nothing was run', () => {
    expect(runExample(NO_GPU, 'echo ran')).toEqual({ passes: true, output: 'no GPU, not run\n' });
  });

  it('passes with a GPU if the Python script passes', () => {
    expect(runExample(GPU, 'echo ran $1')).toEqual({
      passes: true,
      output: 'a GPU\nran tests/on_gpu.py\n',
    });
  });

  it('fails with a GPU if the Python script fails', () => {
    expect(runExample(GPU, 'exit 1')).toEqual({ passes: false, output: 'a GPU\n' });
  });
});
