import { downstreamInputs, taskInputs, upstreamInputs, type TaskReads } from './inputs';

const READS: TaskReads = {
  root: 'recipes/cumm',
  identifiers: [],
  environment: [],
  paths: [],
  declared: [],
  gitlinks: [],
  usesGit: false,
  variantFiles: [],
};

function inputs(more: Partial<TaskReads>): unknown[] {
  return taskInputs({ ...READS, ...more });
}

describe('taskInputs', () => {
  it('names other places literally, and declared ones as patterns', () => {
    const paths = inputs({
      root: 'recipes/we[ir]d',
      paths: ['patches/(a).patch'],
      declared: ['common/*.sh'],
    });
    expect(paths.filter((input) => typeof input === 'string')).toEqual([
      '{workspaceRoot}/recipes/we\\[ir\\]d/**/*',
      '{workspaceRoot}/patches/\\(a\\).patch',
      '{workspaceRoot}/patches/\\(a\\).patch/**/*',
      '{workspaceRoot}/common/*.sh',
    ]);
  });

  it('hashes reads that Nx does not see through a variable', () => {
    expect(inputs({ unseen: 'NX_CONDA_READS_X' })).toContainEqual({ env: 'NX_CONDA_READS_X' });
  });

  it('names gitlinks by patterns that match nothing below them', () => {
    const paths = inputs({ gitlinks: ['third/sub', 'a[b]/c', 'x y/é', 'é'] });
    expect(paths.slice(1, 5)).toEqual([
      '{workspaceRoot}/third/su[b]',
      '{workspaceRoot}/a\\[b\\]/c',
      '{workspaceRoot}/x [y]/é',
      '{workspaceRoot}/é',
    ]);
  });

  it('names the tests of downstream packages', () => {
    expect(downstreamInputs(['{workspaceRoot}/dist/conda/lib-x'])).toEqual([
      { fileset: '{workspaceRoot}/dist/conda/lib-x/tests.json', includeIgnored: true },
    ]);
  });

  it('hashes single fields of JSON variants, including absent ones, other spellings and the zip group', () => {
    const json = {
      values: { c_compiler_version: ['1'], cuda_compiler_version: ['2'], 'lib-x': ['3'], python: ['4'] },
      zipKeys: [['c_compiler_version', 'cuda_compiler_version']],
    };
    const reads = {
      identifiers: ['cuda_compiler_version', 'lib_x', 'not_there'],
      variantFiles: [{ path: 'v.json', json }],
    };
    expect(inputs(reads)).toContainEqual({
      json: '{workspaceRoot}/v.json',
      fields: ['c_compiler_version', 'cuda_compiler_version', 'lib-x', 'lib_x', 'not_there', 'zip_keys'],
    });
  });

  it.each([
    ['a key is in a group', ['a'], ['a', 'b', 'zip_keys']],
    ['a key with several values may have left a group', ['several'], ['several', 'zip_keys']],
    ['no key can be in a group', ['single', 'absent'], ['absent', 'single']],
  ])('includes zip_keys or not if %s', (_what, identifiers, fields) => {
    const values = { a: ['1'], b: ['1'], several: ['1', '2'], single: ['1'] };
    const variantFiles = [{ path: 'v.json', json: { values, zipKeys: [['a', 'b']] } }];
    const expected = { json: '{workspaceRoot}/v.json', fields };
    expect(inputs({ identifiers, variantFiles })).toContainEqual(expected);
  });

  it('hashes a file that is not JSON, or has a dot in a used key, as a whole', () => {
    const dotted = { path: 'dotted.json', json: { values: { 'zope.interface': ['1'] }, zipKeys: [] } };
    const reads = { identifiers: ['zope_interface'], variantFiles: [{ path: 'v.yaml' }, dotted] };
    expect(inputs(reads)).toEqual(
      expect.arrayContaining(['{workspaceRoot}/v.yaml', '{workspaceRoot}/dotted.json']),
    );
  });

  it('takes the environment variables of the recipe', () => {
    expect(inputs({ environment: ['CUMM_CUDA_ARCH_LIST'] })).toEqual(
      expect.arrayContaining([{ env: 'CUMM_CUDA_ARCH_LIST' }, { env: 'CONDA_OVERRIDE_CUDA' }]),
    );
  });

  it('includes the state of git', () => {
    expect(inputs({ usesGit: true })).toEqual(
      expect.arrayContaining([
        { runtime: 'git describe --always --long --tags --abbrev=40' },
        '{workspaceRoot}/**/*',
      ]),
    );
  });

  it('includes the whole workspace if the source is its root', () => {
    expect(inputs({ root: 'recipe', paths: ['.'] })).toContain('{workspaceRoot}/**/*');
    expect(inputs({ root: '.' })).toContain('{workspaceRoot}/**/*');
  });
});

describe('upstreamInputs', () => {
  it('names one file of each project, even if git ignores it', () => {
    expect(upstreamInputs(['{workspaceRoot}/dist/conda/cumm', '{workspaceRoot}/dist/conda/pccm'])).toEqual([
      { fileset: '{workspaceRoot}/dist/conda/{cumm,pccm}/digest.json', includeIgnored: true },
    ]);
  });
});
