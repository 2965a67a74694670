import { readdirSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { complicationsFolder, complicationsWorkspace } from './complications-workspace';
import { binary } from './engines';
import type { TestWorkspace } from './test-workspace';

/** Messages of rattler-build or the compiler from the failures of the real packages. */
const ERRORS: Record<string, string | RegExp> = {
  '1-runtime-libraries': 'ImportError: libcudart.so.12: cannot open shared object file',
  '2-cuda-drift': 'ImportError: libnvrtc-builtins.so.12.6: cannot open shared object file',
  '3-pip-check':
    'spconv-cu126 2.3.6 has requirement cumm-cu126<0.5.0,>=0.4.5, but you have cumm-cu126 0.7.11.',
  '4-zip-keys': 'Zip key elements do not all have same length: numpy',
  '5-pytorch-cuda': 'No candidates were found for pytorch-cuda 12.6.*.',
  '6-no-build-system': "Neither 'setup.py' nor 'pyproject.toml' found.",
  '7-headers': 'fatal error: cusparse.h: No such file or directory',
  // The solver names one of them.
  '8-pytorch-geometric': /(pyg|pytorch-(cluster|scatter|sparse)) \*, for which no candidates were found\./,
  '9-cuda-home': 'fatal error: cuda_runtime_api.h: No such file or directory',
};

const complications = readdirSync(complicationsFolder).filter((name) => name !== 'stubs');

if (!binary) {
  console.warn('SKIPPED: the nine complications. Not here: a rattler-build binary (NX_CONDA_RATTLER_BUILD).');
  it('says why the complications are not reproduced', () => expect(binary).toBeUndefined());
} else {
  describe('the nine complications of the build report, reduced to seconds', () => {
    let workspace: TestWorkspace;
    let remove = () => {};

    beforeAll(async () => {
      ({ workspace, remove } = await complicationsWorkspace());
    });

    afterAll(() => remove());

    it('are complete', () => expect(complications).toEqual(Object.keys(ERRORS)));

    it.each(complications)('%s: the broken recipe fails as recorded', async (name) => {
      const { exitCode, output } = await buildAndTest(`${name}/broken`);
      expect(onOneLine(output)).toMatch(ERRORS[name] ?? '');
      // And the next steps.
      expect(output).toMatch(/^ {2}1\. /m);
      expect(exitCode).not.toBe(0);
    });

    it('8-pytorch-geometric: the embedded engine names the requirements, and no channel', async () => {
      const { output } = await buildAndTest('8-pytorch-geometric/broken', { NX_CONDA_RATTLER_BUILD: '' });
      expect(output).toContain('pytorch-cluster, which geometric-broken needs');
      expect(output).not.toContain('the channel does not exist, or the address is not a channel');
    });

    it.each(complications)('%s: the repaired recipe builds, and passes its tests', async (name) => {
      const { exitCode, output } = await buildAndTest(`${name}/fixed`);
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    });

    async function buildAndTest(recipe: string, env: Record<string, string> = {}) {
      const projects = `--projects=recipes/${recipe}`;
      return workspace.nx(['run-many', '-t', 'conda-build', 'conda-test', projects], env);
    }
  });
}

/** Without colors, and without rattler-build's line breaks in messages. */
function onOneLine(text: string): string {
  return stripVTControlCharacters(text).replace(/\n\s*│?\s*/g, ' ');
}
