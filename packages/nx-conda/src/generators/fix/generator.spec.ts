import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { generate, root, writeWorkspace } from '../nx-workspace.fixture';
import type { FixGeneratorOptions } from './options.schema';

const fix = (project?: string) =>
  generate<FixGeneratorOptions>('fix', project === undefined ? {} : { project });

const recipe = (name: string, ...run: string[]) => `# ${name}: ünïcode, kept
package:
  name: ${name}
  version: "1"
requirements:
  run:   # in this order
${run.map((item) => `    - ${item}\n`).join('')}tests:
  - script: "true"
`;

const A = 'recipes/a/recipe.yaml';
const B = 'recipes/b/recipe.yaml';
const FILES = {
  [A]: recipe('a', 'torch >=2 # why', 'pyg'),
  [B]: recipe('b', 'sklearn'),
  'recipes/c/recipe.yaml': recipe('c', 'python'),
  'recipes/torn/recipe.yaml': 'package: [torn\n',
  'shared.yaml': 'zip_keys: [python, numpy]   # together\n',
};
const UNTESTED =
  'rattler-build was not found on this machine, so nx-conda did not test whether the recipe still renders. To test the recipe, install rattler-build and run nx run <project>:conda-render';

/** Renders every recipe but those with a certain package. */
const RATTLER_BUILD = `#!/bin/sh
[ "$1" = --version ] && echo "rattler-build 0.74.0" && exit
for file in "$@"; do
  case "$file" in *.draft.yaml) grep -q pytorch_geometric "$file" && echo "Error: no" >&2 && exit 1 ;; esac
done
echo '[]'
`;

describe('nx g fix', () => {
  it('fixes all recipes, each shared file once', async () => {
    writeWorkspace(FILES, { variants: ['shared.yaml'] });
    const { lines, changes, refusal } = await fix();
    expect(refusal).toBeUndefined();
    expect(changes).toEqual({
      [A]: recipe('a', 'pytorch >=2 # why', 'pytorch_geometric'),
      [B]: recipe('b', 'scikit-learn'),
      'shared.yaml': 'zip_keys: [[python, numpy]]   # together\n',
    });
    expect(lines).toEqual([
      `${A}: Fixed: Write pytorch >=2 for torch`,
      `${A}: Fixed: Write pytorch_geometric for pyg`,
      `${A}: Fixed: Put all keys of the list into one group`,
      `${A}: ${UNTESTED}`,
      `${B}: Fixed: Write scikit-learn for sklearn`,
      `${B}: ${UNTESTED}`,
    ]);
  });

  it('fixes one recipe, without the rules that are off', async () => {
    writeWorkspace(FILES, { checks: { 'pyg-package-name': 'off' } });
    const { lines, changes } = await fix('a');
    expect(changes).toEqual({ [A]: recipe('a', 'pytorch >=2 # why', 'pyg') });
    expect(lines).toEqual([`${A}: Fixed: Write pytorch >=2 for torch`, `${A}: ${UNTESTED}`]);
  });

  it('leaves out what rattler-build cannot render', async () => {
    writeWorkspace(
      { [A]: recipe('a', 'torch', 'pyg'), 'bin/rattler-build': RATTLER_BUILD },
      { rattlerBuild: 'bin/rattler-build' },
    );
    chmodSync(join(root, 'bin/rattler-build'), 0o755);
    const { lines, changes } = await fix();
    expect(changes).toEqual({ [A]: recipe('a', 'pytorch', 'pyg') });
    expect(lines).toEqual([
      `${A}: Fixed: Write pytorch for torch`,
      `${A}: Not fixed, because rattler-build cannot render the recipe with this change: Write pytorch_geometric for pyg`,
    ]);
  });

  it.each([
    [
      'a project that does not exist',
      'nowhere',
      {},
      'The project nowhere does not exist or has no conda-check target.\n  1. To list the projects, run nx show projects --with-target=conda-check',
    ],
    [
      'a project that is not checked',
      'a',
      { targets: { check: false } },
      'The project a does not exist or has no conda-check target.\n  1. To list the projects, run nx show projects --with-target=conda-check',
    ],
    [
      'an unknown rule',
      'a',
      { checks: { 'no-rule': 'off' } },
      'The option "checks" contains unknown rules: no-rule.\n  1. Known rules: ',
    ],
  ])('refuses %s', async (_what, project, options, says) => {
    writeWorkspace(FILES, options);
    const { lines, changes, refusal } = await fix(project);
    expect([lines, changes]).toEqual([[], {}]);
    expect(refusal?.slice(0, says.length)).toBe(says);
  });
});
