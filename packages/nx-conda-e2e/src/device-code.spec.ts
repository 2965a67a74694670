import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { binary } from './engines';
import { makeOfflineChannel, useOfflineChannel } from './offline-channel';
import { TestWorkspace } from './test-workspace';

/** Without a GPU, many projects compile for the CPU, without an error. Here, a constant decides. */
const SETUP = `import os, subprocess
from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

HAS_GPU = True

class Build(build_ext):
    def build_extension(self, ext):
        if not HAS_GPU:
            return super().build_extension(ext)
        target = self.get_ext_fullpath(ext.name)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        subprocess.check_call(["nvcc", "-arch=sm_80", "--cudart", "shared", "-shared", "-Xcompiler", "-fPIC", "csrc/knn.cu", "-o", target])

setup(
    name="knn",
    version="1.0",
    packages=["knn"],
    ext_modules=[Extension("knn._C", ["csrc/knn.cu" if HAS_GPU else "csrc/knn.c"])],
    cmdclass={"build_ext": Build},
)
`;
const KERNEL = '__global__ void k(float* x) { *x = 1; }\nextern "C" void knn(float* x) { k<<<1, 1>>>(x); }\n';
const CMAKE = `cmake_minimum_required(VERSION 3.18)
project(libknn VERSION 1.0 LANGUAGES CXX CUDA)
add_library(knn SHARED knn.cu)
install(TARGETS knn)
`;
const FOR_CPU = 'void knn(float* x) { *x = 1; }\n';

/** Reasons of the machine; other failures are failures of the test. */
const UNFIT =
  /CUDA 12\.6 does not compile with .*|.*is not on PATH\.|apt knows no Debian archive\.|apt-get .* failed/;

if (!binary) {
  console.warn('SKIPPED: packages with and without code for GPUs. Not here: a rattler-build binary.');
  it('says why no code for GPUs is compiled', () => expect(binary).toBeUndefined());
} else {
  describe('a recipe for a project that compiles for GPUs', () => {
    const folder = mkdtempSync(join(tmpdir(), 'nx-conda-e2e-device-code-'));
    let workspace: TestWorkspace;
    let unfit: string | undefined;

    beforeAll(async () => {
      const channel = join(folder, 'channel');
      unfit = await makeOfflineChannel(channel, ['nvcc12.6']).then(() => undefined, unfitness);
      if (unfit !== undefined) console.warn(`SKIPPED: code for GPUs is not compiled. ${unfit}`);
      workspace = new TestWorkspace({ NX_CONDA_RATTLER_BUILD: binary ?? '' });
      if (unfit !== undefined) return;
      useOfflineChannel(workspace, channel, ['variants.json']);
      workspace.write('variants.json', JSON.stringify({ python: ['3.11.*'], cuda_compiler: ['cuda-nvcc'] }));
      const files = { 'csrc/knn.cu': KERNEL, 'csrc/knn.c': FOR_CPU, 'knn/__init__.py': '', LICENSE: 'MIT' };
      for (const [name, text] of Object.entries(files)) workspace.write(`src/knn/${name}`, text);
      writeSetup('True');
      workspace.write('src/libknn/CMakeLists.txt', CMAKE);
      workspace.write('src/libknn/knn.cu', KERNEL);
      workspace.write('src/libknn/LICENSE', 'MIT');
      for (const name of ['knn', 'libknn']) {
        await workspace.ok(['g', 'recipe', name, `--from=path:src/${name}`, '--no-interactive']);
      }
    });

    afterAll(() => {
      workspace.remove();
      rmSync(folder, { recursive: true, force: true });
    });

    it.each([
      ['knn', /site-packages\/knn\/_C\.\S+\.so$/m],
      ['libknn', /lib\/libknn\.so$/m],
    ])('is built and tested without a GPU: %s', async (name, file) => {
      if (unfit !== undefined) return;
      const { exitCode, output } = await run(name, 'conda-build', 'conda-test');
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
      expect(output).toMatch(file);
      expect(output).not.toContain('code for GPUs.');
    });

    it('is built, with a warning, and fails its test if the project compiles for the CPU only', async () => {
      if (unfit !== undefined) return;
      writeSetup('False');
      const built = await run('knn', 'conda-build');
      expect(built).toMatchObject({ exitCode: 0 });
      expect(built.output).toContain(
        "warning: The build environment has nvcc, but none of the package's files contains code for GPUs or needs a library of CUDA.",
      );
      const tested = await run('knn', 'conda-test');
      expect(tested.exitCode).not.toBe(0);
      expect(tested.output).toContain('AssertionError: No file of the package contains code for GPUs.');
    });

    function writeSetup(hasGpu: string): void {
      workspace.write('src/knn/setup.py', SETUP.replace('HAS_GPU = True', `HAS_GPU = ${hasGpu}`));
    }

    async function run(project: string, ...targets: string[]) {
      const projects = ['--projects', project, '--output-style=static'];
      // One architecture, instead of all of CUDA 12.6.
      const { exitCode, output } = await workspace.nx(['run-many', '-t', ...targets, ...projects], {
        CUDAARCHS: '80',
      });
      return { exitCode, output: stripVTControlCharacters(output) };
    }
  });
}

/** @throws the error, if the machine is not its reason */
function unfitness(error: Error): string {
  const [reason] = UNFIT.exec(error.message) ?? [];
  if (reason === undefined) throw error;
  return reason;
}
