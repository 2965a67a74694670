import { taskInputs, type TaskReads } from './inputs';

const READS: TaskReads = {
  root: 'recipes/cumm',
  identifiers: [],
  environment: [],
  files: [],
  loads: [],
  usesGit: false,
  variantFiles: [],
};

function inputs(more: Partial<TaskReads>): unknown[] {
  return taskInputs({ ...READS, ...more });
}

describe('taskInputs', () => {
  it('names the files outside the recipe folder, and no others', () => {
    const paths = inputs({
      files: ['../../patches/a.patch', 'own.patch', '../cumm/b.patch', '../../../x', '/etc/x'],
    });
    expect(paths.filter((input) => typeof input === 'string')).toEqual([
      '{workspaceRoot}/recipes/cumm/**/*',
      '{workspaceRoot}/patches/a.patch',
      '{workspaceRoot}/patches/a.patch/**/*',
    ]);
  });

  it('hashes single fields of JSON variants: also absent ones, other spellings and the zip group', () => {
    const json = {
      keys: ['c_compiler_version', 'cuda_compiler_version', 'lib-x', 'python'],
      zipKeys: [['c_compiler_version', 'cuda_compiler_version']],
    };
    const reads = {
      identifiers: ['cuda_compiler_version', 'lib_x', 'not_there'],
      variantFiles: [{ path: 'v.json', json }],
    };
    expect(inputs(reads)).toContainEqual({
      json: '{workspaceRoot}/v.json',
      fields: [
        'c_compiler_version',
        'cuda_compiler_version',
        'lib-x',
        'lib_x',
        'not_there',
        'pin_run_as_build',
        'zip_keys',
      ],
    });
  });

  it('takes zip_keys only where one of the keys is used', () => {
    const json = { keys: ['a', 'b'], zipKeys: [['a', 'b']] };
    expect(inputs({ identifiers: ['python'], variantFiles: [{ path: 'v.json', json }] })).toContainEqual({
      json: '{workspaceRoot}/v.json',
      fields: ['python'],
    });
  });

  it('hashes a file that is not JSON, or has a dot in a used key, as a whole', () => {
    const dotted = { path: 'dotted.json', json: { keys: ['zope.interface'], zipKeys: [] } };
    const reads = { identifiers: ['zope_interface'], variantFiles: [{ path: 'v.yaml' }, dotted] };
    expect(inputs(reads)).toEqual(
      expect.arrayContaining(['{workspaceRoot}/v.yaml', '{workspaceRoot}/dotted.json']),
    );
  });

  it('takes the environment variables of the recipe, and upstream content by digest', () => {
    expect(inputs({ environment: ['CUMM_CUDA_ARCH_LIST'] })).toEqual(
      expect.arrayContaining([
        { env: 'CUMM_CUDA_ARCH_LIST' },
        { env: 'CONDA_OVERRIDE_CUDA' },
        { dependentTasksOutputFiles: '**/digest.json', transitive: false },
      ]),
    );
  });

  it('takes what templates load and what git says of the workspace', () => {
    expect(inputs({ loads: ['pyproject.toml', '../x.json'], usesGit: true })).toEqual(
      expect.arrayContaining([
        '{workspaceRoot}/pyproject.toml',
        { runtime: 'git describe --always --long --tags --abbrev=40' },
      ]),
    );
  });

  it('takes the whole workspace where the source is its root', () => {
    expect(inputs({ root: 'recipe', files: ['..'] })).toContain('{workspaceRoot}/**/*');
    expect(inputs({ root: '.' })).toContain('{workspaceRoot}/**/*');
  });
});
