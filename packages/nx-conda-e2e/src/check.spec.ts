import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary } from './engines';
import { makeOfflineChannel, useOfflineChannel } from './offline-channel';
import { TestWorkspace } from './test-workspace';

const folder = join(__dirname, '../complications');
const complications = readdirSync(folder).filter((name) => name !== 'stubs');

/** The rule that finds each complication, and where. */
const FOUND: Record<string, { rule: string; at: string; isFixed: boolean }> = {
  '1-runtime-libraries': { rule: 'cuda-dev-in-build', at: 'recipe.yaml:17:7', isFixed: true },
  '2-cuda-drift': { rule: 'cuda-minor-pin', at: 'recipe.yaml:18:7', isFixed: true },
  '3-pip-check': { rule: 'pip-check-metadata', at: 'recipe.yaml:12:26', isFixed: false },
  '4-zip-keys': { rule: 'zip-key-lengths', at: 'variants.yaml:2:1', isFixed: true },
  '5-pytorch-cuda': { rule: 'unknown-package-name', at: 'recipe.yaml:10:7', isFixed: true },
  '6-no-build-system': { rule: 'no-build-system', at: 'recipe.yaml:10:11', isFixed: true },
  '7-headers': { rule: 'missing-header-package', at: 'source/kernels.c:2:1', isFixed: true },
  '8-pytorch-geometric': { rule: 'pyg-package-name', at: 'recipe.yaml:11:7', isFixed: true },
  '9-cuda-home': { rule: 'cuda-home', at: 'recipe.yaml:11:12', isFixed: true },
};

interface Report {
  findings: { rule: string; severity: string; file: string; line: number; column: number }[];
}

if (!binary) {
  console.warn('SKIPPED: conda-check on the nine complications. Not here: a rattler-build binary.');
  it('says why the complications are not checked', () => expect(binary).toBeUndefined());
} else {
  describe('conda-check on the nine complications', () => {
    const channel = join(mkdtempSync(join(tmpdir(), 'nx-conda-e2e-check-')), 'channel');
    let workspace: TestWorkspace;

    beforeAll(async () => {
      await makeOfflineChannel(channel);
      workspace = new TestWorkspace({ NX_CONDA_RATTLER_BUILD: binary ?? '' });
      cpSync(folder, join(workspace.root, 'recipes'), { recursive: true });
      workspace.write('python.json', JSON.stringify({ python: ['3.11.*'] }));
      useOfflineChannel(workspace, channel, ['python.json']);
    });

    afterAll(() => {
      workspace.remove();
      rmSync(join(channel, '..'), { recursive: true, force: true });
    });

    it.each(complications)('%s: is found by its rule, in its line', async (name) => {
      const { exitCode, output } = await check(`${name}/broken`, '--format=json');
      const { findings } = reportIn(output);
      const errors = findings.filter(({ severity }) => severity === 'error');
      const { rule, at } = FOUND[name] ?? { rule: '', at: '' };
      const places = errors.map(({ file, line, column, rule: id }) => `${id} ${file}:${line}:${column}`);
      expect(places).toContain(`${rule} recipes/${name}/broken/${at}`);
      expect(new Set(errors.map((error) => error.rule))).toEqual(new Set([rule]));
      expect(exitCode).not.toBe(0);
    });

    it.each(complications)('%s: the repaired recipe has no errors', async (name) => {
      const { exitCode, output } = await check(`${name}/fixed`);
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    });

    const fixable = complications.filter((name) => FOUND[name]?.isFixed);

    it.each(fixable)('%s: a dry run of the fix shows it and changes nothing', async (name) => {
      const before = textsIn(`recipes/${name}/broken`);
      const { output } = await check(`${name}/broken`, '--fix', '--dry-run');
      expect(output).toMatch(/^\+\+\+ b\/recipes\//m);
      expect(textsIn(`recipes/${name}/broken`)).toEqual(before);
    });

    it.each(fixable)('%s: --fix mends it, once and for all, and it builds and passes', async (name) => {
      const fixed = await check(`${name}/broken`, '--fix');
      expect({ exitCode: fixed.exitCode, output: fixed.output }).toMatchObject({ exitCode: 0 });
      const after = textsIn(`recipes/${name}/broken`);
      const again = await check(`${name}/broken`, '--fix');
      expect(again.output).not.toContain('Fixed:');
      expect(textsIn(`recipes/${name}/broken`)).toEqual(after);
      const projects = `--projects=recipes/${name}/broken`;
      const built = await workspace.nx(['run-many', '-t', 'conda-build', 'conda-test', projects]);
      expect({ exitCode: built.exitCode, output: built.output }).toMatchObject({ exitCode: 0 });
    });

    function check(recipe: string, ...flags: string[]) {
      return workspace.nx([
        'run-many',
        '-t',
        'conda-check',
        `--projects=recipes/${recipe}`,
        '--output-style=static',
        ...flags,
      ]);
    }

    function textsIn(path: string): Record<string, string> {
      const files = readdirSync(join(workspace.root, path), { recursive: true, withFileTypes: true });
      const names = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
      return Object.fromEntries(names.map((file) => [file, readFileSync(file, 'utf8')]));
    }
  });
}

/** The line of JSON among those of Nx. */
function reportIn(output: string): Report {
  const line = output.split('\n').find((text) => text.startsWith('{'));
  return JSON.parse(line ?? '') as Report;
}
