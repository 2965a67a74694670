import { findingsOf, fixed, linesOf, type Surroundings } from '../subject.fixture';
import { pygPackageName } from './pyg-package-name';

const check = (recipe: string, surroundings?: Surroundings) =>
  findingsOf(pygPackageName, recipe, surroundings);
const run = (...items: string[]) => `requirements:\n  run:\n${items.map((one) => `    - ${one}\n`).join('')}`;
const absent: Surroundings = { workspace: { channelPackages: new Set(['python']) } };

describe('pyg-package-name', () => {
  it.each([
    ['pyg', 'pytorch_geometric'],
    ['pytorch-scatter >=2', 'pytorch_scatter >=2'],
    ['"torch-cluster" # why', '"pytorch_cluster" # why'],
    ['Torch_Sparse', 'pytorch_sparse'],
    ['conda-forge::pyg >=2', 'conda-forge::pytorch_geometric >=2'],
    ['${{ "pyg >=2" if linux }}', '${{ "pytorch_geometric >=2" if linux }}'],
  ])('finds %s, and writes %s', (item, expected) => {
    const findings = check(run(item));
    expect(findings.map(({ severity, line }) => [severity, line])).toEqual([['error', 3]]);
    expect(fixed(findings)).toBe(run(expected));
    expect(check(fixed(findings))).toEqual([]);
  });

  it.each([
    ['the name of conda-forge', run('pytorch_scatter'), {}],
    ['a name with its channel', run('pyg::pytorch-scatter'), {}],
    ['the channel that has it', run('pyg'), { workspace: { channels: ['https://conda.anaconda.org/pyg'] } }],
    ['a label of this channel', run('pyg'), { workspace: { channels: ['pyg/label/test', 'conda-forge'] } }],
    ['a folder that has it', run('pyg'), { workspace: { localPackages: new Set(['pyg']) } }],
    ['a recipe of the workspace', run('pyg'), { workspace: { provides: new Map([['pyg', ['pyg']]]) } }],
    ['a name that conda-forge has twice', run('torch-geometric'), {}],
    ['a name that begins like it', run('pygments', 'pyg-lib'), {}],
  ])('leaves %s alone', (_, recipe, surroundings) => {
    expect(check(recipe, surroundings)).toEqual([]);
  });

  it('finds a name that a folder called pyg lacks', () => {
    const workspace = {
      channels: ['conda-forge', './channels/pyg'],
      localPackages: new Set(['pytorch-scatter']),
    };
    expect(linesOf(check(run('pyg', 'pytorch-scatter'), { workspace }))).toEqual(['error 3: pyg']);
  });

  it('is a warning, without a fix, for a package that conda-forge no longer builds', () => {
    const findings = check(run('torch-scatter >=2'));
    expect(linesOf(findings)).toEqual(['warning 3: torch-scatter >=2']);
    expect(findings[0]).toMatchObject({ help: ['Write `pytorch_scatter >=2`.'] });
    expect(findings[0]?.fix).toBeUndefined();
  });

  it.each(['torch-geometric', 'torch-scatter'])(
    'finds %s if all channels are known not to have it',
    (name) => {
      expect(linesOf(check(run(name), absent))).toEqual([`error 3: ${name}`]);
    },
  );

  it('is a warning for a constraint, which needs no package', () => {
    expect(linesOf(check(run('pyg').replace('run', 'run_constraints')))).toEqual(['warning 3: pyg']);
  });

  it.each([
    [
      'no channel has either name',
      run('python', 'pyg'),
      absent,
      run('python', '# pyg').replace('- # ', '# - '),
    ],
    ['it is the only one in run', run('pyg'), absent, 'requirements:\n  run:\n    # - pyg\n'],
    [
      'the right name is there already',
      run('pytorch_geometric', 'pyg'),
      {},
      run('pytorch_geometric', '# pyg').replace('- # ', '# - '),
    ],
  ])('comments it out if %s', (_, recipe, surroundings, expected) => {
    const findings = check(recipe, surroundings);
    expect(fixed(findings)).toBe(expected);
    expect(check(fixed(findings), surroundings)).toEqual([]);
  });

  it('advises only steps that can work', () => {
    const firstStep = (recipe: string, surroundings?: Surroundings) =>
      check(recipe, surroundings)[0]?.help.slice(0, 1);
    const helpOf = (recipe: string) => check(recipe).flatMap(({ help }) => help);
    expect(firstStep(run('pyg'))).toEqual(['Write `pytorch_geometric`.']);
    expect(firstStep(run('pyg'), absent)).toEqual([expect.stringContaining('leave it out')]);
    expect(firstStep(run('pytorch_geometric', 'pyg'))).toEqual([
      'Remove pyg: pytorch_geometric is already required.',
    ]);
    expect(helpOf(run('pytorch-scatter'))).toContain(
      'Or add the pyg channel to the option "channels" of nx-conda in nx.json.',
    );
    expect(helpOf(run('torch-scatter')).join()).not.toContain('pyg channel');
  });

  it.each([
    ['it stands in brackets and cannot be commented out', 'requirements:\n  run: [python, pyg]\n'],
    ['it is all that a condition has', run('python', 'if: linux\n      then:\n        - pyg')],
  ])('offers no fix if %s', (_, recipe) => {
    expect(check(recipe, absent).map(({ fix }) => fix)).toStrictEqual([undefined]);
  });
});
