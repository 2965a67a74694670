import {
  cudaPin,
  libraryPin,
  planCudaCompanions,
  planCudaDevelopment,
  planCudaRuntime,
} from './cuda-recipes';
import { planNvcc } from './nvcc-recipes';
import { planPytorch } from './pytorch-recipe';

const toolkit = [...planCudaRuntime(), ...planCudaDevelopment(), ...planNvcc()];
const plans = [...planPytorch('/python'), ...planCudaCompanions(), ...toolkit];
const names = plans.map(({ recipe }) => recipe.package.name);

describe('the CUDA packages', () => {
  it('pin as conda-forge does', () => {
    expect(cudaPin('12.6')).toBe('cuda-version >=12.6,<12.7.0a0');
    const library = { name: 'libcublas', version: '12.6.4.1' };
    expect(libraryPin(library as never)).toBe('libcublas >=12.6.4.1,<13.0a0');
  });

  it('require only each other and existing packages', () => {
    const known = [
      'python',
      'python_abi',
      'gcc_linux-64',
      'gxx_linux-64',
      'sysroot_linux-64',
      'numpy',
      'sympy',
    ];
    const others = ['filelock', 'fsspec', 'jinja2', 'networkx', 'typing_extensions'];
    const required = plans.flatMap(({ recipe }) => recipe.requirements?.run ?? []);
    const missing = required
      .map((spec) => spec.split(' ')[0] ?? '')
      .filter((name) => ![...names, ...known, ...others].includes(name));
    expect(missing).toEqual([]);
  });

  it('have a run-time part in 12.6 and in 12.9, so that a solver can drift', () => {
    const versions = (name: string) =>
      plans.filter(({ recipe }) => recipe.package.name === name).map(({ recipe }) => recipe.package.version);
    expect(versions('cuda-version')).toEqual(['12.6', '12.9']);
    expect(versions('cuda-nvrtc')).toEqual(['12.6.85', '12.9.86']);
    expect(versions('cuda-cudart')).toEqual(['12.6.77', '12.9.79']);
  });

  it('have a PyTorch that pins dependents to its minor version', () => {
    const pytorch = plans.find(({ recipe }) => recipe.package.name === 'pytorch');
    expect(pytorch?.recipe.requirements?.run_exports?.weak).toEqual(['pytorch >=2.7.1,<2.8.0a0']);
  });

  it.each(['libcublas', 'libcurand', 'libcusparse', 'libcusolver', 'cuda-nvrtc', 'cuda-cudart'])(
    '%s: its -dev package exports it',
    (name) => {
      const dev = plans.find(({ recipe }) => recipe.package.name === `${name}-dev`);
      expect(dev?.recipe.requirements?.run_exports?.weak?.[0]).toMatch(
        new RegExp(`^${name} >=.*,<1[123]\\.0a0$`),
      );
    },
  );
});
