import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { complicationsFolder, complicationsWorkspace } from './complications-workspace';
import { binary } from './engines';
import type { TestWorkspace } from './test-workspace';

const complications = readdirSync(complicationsFolder).filter((name) => name !== 'stubs');

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
    let workspace: TestWorkspace;
    let remove = () => {};

    beforeAll(async () => {
      ({ workspace, remove } = await complicationsWorkspace());
    });

    afterAll(() => remove());

    it.each(complications)('%s: is found by its rule, on its line', async (name) => {
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

    it.each(fixable)('%s: --fix fixes it completely, and it builds and passes', async (name) => {
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

    it('fixes again after an undo: fixes do not come from the cache', async () => {
      const text =
        'package:\n  name: undone\n  version: "1"\nrequirements:\n  run:\n    - pytorch-cuda 12.6.*\n';
      for (let times = 0; times < 2; times++) {
        workspace.write('recipes/undone/recipe.yaml', text);
        const { output } = await check('undone', '--fix');
        expect(output).toContain('Fixed: Write pytorch * cuda* for pytorch-cuda');
        expect(workspace.read('recipes/undone/recipe.yaml')).toContain('pytorch * cuda*');
      }
    });

    it('checks all others if one is unreadable, and takes results from the cache', async () => {
      workspace.write('recipes/whole/recipe.yaml', 'package:\n  name: whole\n  version: "1"\n');
      workspace.write('recipes/torn/recipe.yaml', 'package:\n  name: [torn\n');
      const both = await check('whole,recipes/torn');
      expect(both.output).toMatch(/recipes\/torn\/recipe\.yaml:\d+:\d+ {2}error/);
      expect(both.output).toContain('recipes/whole/recipe.yaml: no problems found.');
      expect(both.exitCode).not.toBe(0);
      expect((await check('whole')).output).toMatch(/local cache|existing outputs/);
    });

    it('writes a SARIF log for each project, which is restored from the cache', async () => {
      const flags = ['--format=sarif', '--outputFile=sarif/{projectName}.sarif'];
      const file = 'sarif/5-pytorch-cuda-fixed.sarif';
      await check('5-pytorch-cuda/fixed', ...flags);
      const written = workspace.read(file);
      expect(JSON.parse(written)).toMatchObject({
        version: '2.1.0',
        runs: [{ tool: { driver: { name: 'nx-conda' } } }],
      });
      workspace.delete('sarif');
      const { output } = await check('5-pytorch-cuda/fixed', ...flags);
      expect(output).toContain('local cache');
      expect(workspace.read(file)).toBe(written);
    });

    it('uses severities of nx.json and comments, and rejects an unknown rule', async () => {
      workspace.write(
        'recipes/ignored/recipe.yaml',
        'package:\n  name: ignored\n  version: "1"\nrequirements:\n  run:\n    # nx-conda-ignore unknown-package-name: ours alone\n    - torch\n',
      );
      expect((await check('ignored')).exitCode).toBe(0);
      workspace.write(
        'recipes/ignored/project.json',
        JSON.stringify({
          targets: {
            'conda-check': {
              options: { checks: { 'unused-ignore': 'error', 'unknown-package-name': 'off' } },
            },
          },
        }),
      );
      expect((await check('ignored')).exitCode).toBe(0);
      workspace.write(
        'recipes/ignored/project.json',
        JSON.stringify({ targets: { 'conda-check': { options: { checks: { 'no-such-rule': 'off' } } } } }),
      );
      const { exitCode, output } = await check('ignored');
      expect(output).toContain('The option "checks" contains unknown rules: no-such-rule.');
      expect(exitCode).not.toBe(0);
    });

    it('checks again after a change of severities in nx.json', async () => {
      workspace.write(
        'recipes/plain/recipe.yaml',
        'package:\n  name: plain\n  version: "1"\nbuild:\n  script: echo\n',
      );
      expect((await check('plain')).output).toContain('missing-tests');
      workspace.edit('nx.json', (text) =>
        text.replace('"options":{', '"options":{"checks":{"missing-tests":"off"},'),
      );
      expect((await check('plain')).output).toContain('recipes/plain/recipe.yaml: no problems found.');
    });

    it('is the same as nx g nx-conda:fix', async () => {
      workspace.write(
        'recipes/generated/recipe.yaml',
        'package:\n  name: generated\n  version: "1"\nrequirements:\n  run:\n    - pytorch-cuda 12.6.*\n',
      );
      const { output } = await workspace.nx(['g', 'nx-conda:fix', 'generated']);
      expect(output).toContain('UPDATE recipes/generated/recipe.yaml');
      expect(workspace.read('recipes/generated/recipe.yaml')).toContain('- pytorch * cuda*');
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

/** The line of JSON in Nx's output. */
function reportIn(output: string): Report {
  const line = output.split('\n').find((text) => text.startsWith('{'));
  return JSON.parse(line ?? '') as Report;
}
