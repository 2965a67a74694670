import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { generate, root, writeBelow, writeWorkspace } from '../nx-workspace.fixture';
import type { ImportGeneratorOptions } from './options.schema';

const elsewhere = join(root, '../elsewhere');

/** A recipe with these lines in host and run. */
function recipe(name: string, ...requirements: string[]): string {
  const list = requirements.map((one) => `    - ${one}\n`).join('');
  return `context: { own: "1" }\npackage: { name: ${name}, version: "1" }\nrequirements:\n  host:\n${list}`;
}

/** Imports these files. @returns the log lines about keys, and the new variants.json */
async function keysOf(files: Record<string, string>, variants: string, addKeys = false) {
  rmSync(elsewhere, { recursive: true, force: true });
  writeWorkspace({ 'variants.json': variants });
  for (const [path, text] of Object.entries(files)) writeBelow(elsewhere, path, text);
  const { lines, changes, refusal } = await generate<ImportGeneratorOptions>('import', {
    path: elsewhere,
    addKeys,
  });
  expect(refusal).toBeUndefined();
  return {
    lines: lines.filter((line) => !/mported: /.test(line) && !/^recipe\.yaml files/.test(line)),
    changes,
  };
}

const C = "${{ stdlib('c') }}";
const MIN = 'python ${{ python_min }}.*';

describe('the variant keys of imported recipes', () => {
  it('are named if nothing sets them', async () => {
    const files = {
      'a/recipe.yaml': recipe('a', C, MIN, '${{ own }}'),
      'b/recipe.yaml': recipe(
        'b',
        MIN,
        '${{ mpi }}',
        '${{ x | default("y") }}',
        '${{ PYTHON }}',
        '${{ target_platform }}',
      ),
    };
    const { lines, changes } = await keysOf(files, '{ "c-stdlib": ["sysroot"] }');
    expect(lines).toEqual([
      'The imported recipes use variant keys that no variant file sets: c_stdlib_version (recipes/a), python_min (recipes/a, recipes/b), mpi (recipes/b).',
      '  Add these keys to a variant file (in later imports, --addKeys does this for the recipes that are then imported):',
      '    "c_stdlib_version": ["2.17"]',
      '    "python_min": ["3.10"]',
      '  nx-conda knows no values for mpi: add these keys to a variant file yourself. For recipes of conda-forge, the values are in conda_build_config.yaml of the package conda-forge-pinning.',
    ]);
    expect(changes['variants.json']).toBeUndefined();
  });

  it('are added if wanted', async () => {
    const cuda = "${{ compiler('cuda') }}";
    const { lines, changes } = await keysOf({ 'a/recipe.yaml': recipe('a', MIN, cuda) }, '{}', true);
    expect(lines).toEqual([
      'The imported recipes use variant keys that no variant file sets: cuda_compiler (recipes/a), cuda_compiler_version (recipes/a), python_min (recipes/a).',
      'variants.json: added cuda_compiler cuda-nvcc; cuda_compiler_version 12.6; python_min 3.10.',
    ]);
    expect(JSON.parse(changes['variants.json'] ?? '')).toEqual({
      ...{ cuda_compiler: ['cuda-nvcc'], cuda_compiler_version: ['12.6'], python_min: ['3.10'] },
    });
  });

  it('may be set beside the recipe, by a file that is copied or merged', async () => {
    const copied = {
      'a/recipe.yaml': recipe('a', MIN),
      'a/variants.yaml': 'python_min: ["3.11"]\nx:\n  - if: linux\n    then: y\n',
    };
    expect((await keysOf(copied, '{}')).lines.join('\n')).not.toContain('no variant file sets');
    const merged = { 'a/recipe.yaml': recipe('a', MIN), 'a/variants.yaml': 'python_min: ["3.11"]\n' };
    expect((await keysOf(merged, '{}')).lines).toEqual([expect.stringMatching(/^Added to variants\.json/)]);
  });

  it('of conditions count, and those of platforms do not', async () => {
    const text = `${recipe('a', 'zlib')}build:\n  skip: is_abi3 and not (win or linux64)\n`;
    expect((await keysOf({ 'a/recipe.yaml': text }, '{}')).lines[0]).toContain('sets: is_abi3 (recipes/a).');
  });
});
