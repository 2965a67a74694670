import { stripVTControlCharacters } from 'node:util';
import { complicationsWorkspace } from './complications-workspace';
import { binary } from './engines';
import type { TestWorkspace } from './test-workspace';

const file = (name: string) => `lib/python3.11/site-packages/${name}.so`;

if (!binary) {
  console.warn(
    'SKIPPED: the look at built packages. Not here: a rattler-build binary (NX_CONDA_RATTLER_BUILD).',
  );
  it('says why built packages are not checked', () => expect(binary).toBeUndefined());
} else {
  describe('suspicious content of a package is printed after its build', () => {
    let workspace: TestWorkspace;
    let remove = () => {};

    beforeAll(async () => {
      ({ workspace, remove } = await complicationsWorkspace());
    });

    afterAll(() => remove());

    it('1-runtime-libraries: a library of the build environment', async () => {
      expect(await suspicionsOf('1-runtime-libraries/broken')).toEqual([
        expect.stringMatching(/^Possible problems in runtime-broken-1-py311h\w+_0\.conda:$/),
        `warning: ${file('runtime_broken')} needs libcudart.so.12, which no run dependency provides.`,
        '  1. cuda-cudart contains the library: add cuda-cudart-dev, which is only in the build environment, to requirements.host, so that its run export adds cuda-cudart to run.',
        '  2. If no package is meant to provide the library, add it to build.dynamic_linking.missing_dso_allowlist.',
      ]);
    });

    const drift = [
      expect.stringMatching(/^Possible problems in drift-broken-1-py311h\w+_0\.conda:$/),
      `warning: ${file('drift_broken')} needs libnvrtc-builtins.so.12.6, which only CUDA 12.6 has, but run allows other releases: cuda-nvrtc >=12.6.85,<13.0a0.`,
      '  1. Add `cuda-version 12.6.*` to requirements.run, in addition to the run export of cuda-nvrtc-dev.',
      '  2. Or link only libnvrtc, which loads libnvrtc-builtins itself: the package then works with every minor release.',
    ];

    it('2-cuda-drift: a library of one minor release', async () => {
      expect(await suspicionsOf('2-cuda-drift/broken')).toEqual(drift);
    });

    it('is printed again if the package comes from the cache', async () => {
      expect(await suspicionsOf('2-cuda-drift/broken')).toEqual(drift);
    });

    it.each(['1-runtime-libraries', '2-cuda-drift'])(
      '%s: nothing about the repaired recipe',
      async (name) => {
        expect(await suspicionsOf(`${name}/fixed`)).toEqual([]);
      },
    );

    /** The lines from `Possible problems in` to the next line of Nx. */
    async function suspicionsOf(recipe: string): Promise<string[]> {
      const projects = `--projects=recipes/${recipe}`;
      const { exitCode, output } = await workspace.nx([
        'run-many',
        '-t',
        'conda-build',
        projects,
        '--output-style=static',
      ]);
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
      const lines = stripVTControlCharacters(output).split('\n');
      const start = lines.findIndex((line) => line.startsWith('Possible problems in '));
      return start < 0 ? [] : lines.slice(start, lines.indexOf('', start));
    }
  });
}
