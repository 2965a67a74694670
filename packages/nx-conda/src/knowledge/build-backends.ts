/** A build system of Python projects. */
interface BuildBackend {
  /** Its module in `build-backend` of pyproject.toml. */
  module: RegExp;
  /** The conda package that has it. */
  conda: string;
  /** Packages that contain it, or require it. */
  packages: RegExp;
}

const BACKENDS: readonly BuildBackend[] = [
  {
    module: /^setuptools\b/,
    conda: 'setuptools',
    packages: /^(setuptools([-_].+)?|scikit-build|jupyter[-_]packaging|pbr|incremental|cx_freeze)$/,
  },
  { module: /^hatchling\b/, conda: 'hatchling', packages: /^hatch/ },
  { module: /^flit_core\b|^flit\b/, conda: 'flit-core', packages: /^flit/ },
  { module: /^poetry\b/, conda: 'poetry-core', packages: /^poetry/ },
  { module: /^pdm\b/, conda: 'pdm-backend', packages: /^pdm/ },
  { module: /^scikit_build_core\b/, conda: 'scikit-build-core', packages: /^scikit-build-core/ },
  { module: /^mesonpy\b/, conda: 'meson-python', packages: /^meson-python/ },
  { module: /^maturin\b/, conda: 'maturin', packages: /^maturin/ },
  { module: /^uv_build\b/, conda: 'uv-build', packages: /^uv/ },
  { module: /^py_build_cmake\b/, conda: 'py-build-cmake', packages: /^py-build-cmake/ },
  { module: /^sipbuild\b/, conda: 'sip', packages: /^(sip|pyqt-builder)/ },
  { module: /^jupyter_packaging\b/, conda: 'jupyter-packaging', packages: /^jupyter[-_]packaging/ },
  { module: /^whey\b/, conda: 'whey', packages: /^whey/ },
  { module: /^trampolim\b/, conda: 'trampolim', packages: /^trampolim/ },
  { module: /^enscons\b/, conda: 'enscons', packages: /^enscons/ },
];

/** The conda package of a build backend, and the packages that bring it; undefined for an unknown backend. */
export function backendOf(module: string): Pick<BuildBackend, 'conda' | 'packages'> | undefined {
  return BACKENDS.find((backend) => backend.module.test(module));
}

/** Whether a package is, or brings, a build backend. */
export function bringsBackend(name: string): boolean {
  return BACKENDS.some(({ packages }) => packages.test(name));
}

/** Packages whose run requirements on conda-forge contain setuptools, for other purposes. */
export const BRINGS_SETUPTOOLS = /^(pytorch(-cpu|-gpu)?|cffi|pkgconfig)$/;

/** The packages of all build backends. */
export const BACKEND_PACKAGES: readonly string[] = BACKENDS.map(({ conda }) => conda);
