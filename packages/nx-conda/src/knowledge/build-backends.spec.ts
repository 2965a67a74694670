import { backendOf, backendsImportedBy, CMAKE_PACKAGES, wrappedBackend } from './build-backends';

describe('build backends', () => {
  it.each([
    ['hatchling.build', 'hatchling'],
    ['flit_core.buildapi', 'flit-core'],
    ['flit.buildapi', 'flit-core'],
    ['setuptools.build_meta:__legacy__', 'setuptools'],
    ['scikit_build_core.build', 'scikit-build-core'],
    ['hatchling_odd.build', undefined],
    ['poetry_dynamic_versioning.backend', undefined],
  ])('knows the package of %s', (module, conda) => expect(backendOf(module)?.conda).toBe(conda));

  it.each([
    ['poetry_dynamic_versioning.backend', 'poetry'],
    ['flit_scm:buildapi', 'flit_core'],
    ['flit_core.buildapi', 'flit_core'],
    ['odd.build', undefined],
  ])('knows which backend builds with %s', (module, builds) =>
    expect(wrappedBackend(module)?.module).toBe(builds),
  );

  it('knows which part of scikit-build-core runs setup.py', () => {
    expect(backendOf('scikit_build_core.setuptools.build_meta')?.runsSetupPy).toBe(true);
    expect(backendOf('scikit_build_core.build')?.runsSetupPy).toBeUndefined();
  });

  it('finds the backends that code imports', () => {
    const code =
      'import os\nfrom mesonpy import build_wheel\ndef f():\n  import flit_core.buildapi as api\n# import pdm';
    expect(backendsImportedBy(code).map(({ module }) => module)).toEqual(['mesonpy', 'flit_core']);
  });

  it('knows what runs CMake', () => {
    expect([...CMAKE_PACKAGES].sort()).toEqual([
      'cmake-build-extension',
      'cmeel',
      'py-build-cmake',
      'scikit-build',
      'scikit-build-core',
    ]);
  });
});
