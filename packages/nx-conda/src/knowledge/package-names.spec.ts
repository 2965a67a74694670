import { foreignName } from './package-names';

describe('foreignName', () => {
  it.each([
    ['libcublas-dev-12-6', 'libcublas-dev'],
    ['cuda-cudart-12-4', 'cuda-cudart'],
    ['libcusparse-13-0', 'libcusparse'],
    ['cudnn-dev', 'libcudnn-dev'],
    ['libnccl-dev', 'nccl'],
  ])('finds %s, which is %s on conda-forge', (name, conda) => {
    expect(foreignName(name)?.conda).toBe(conda);
  });

  it.each([
    'libcublas-dev',
    'cuda-nvcc_linux-64',
    'libboost-1-84',
    'lib-12-34',
    'libfoo-1-2',
    'nccl',
    'libcudnn',
  ])('does not know %s', (name) => {
    expect(foreignName(name)).toBeUndefined();
  });
});
