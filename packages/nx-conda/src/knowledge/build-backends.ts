/** A build system of Python projects. */
export interface BuildBackend {
  /** Its module in `build-backend` of pyproject.toml, up to a dot: `hatchling` of `hatchling.build`. */
  module: string;
  /** Another module that it has, or had. */
  alias?: string;
  /** Modules of other backends that only add something to it. */
  wrappers?: RegExp;
  /** The conda package that has it, if there is one. */
  conda?: string;
  /** Conda packages that contain it, or require it. */
  packages?: RegExp;
  /** It runs setup.py, if there is one. */
  runsSetupPy?: true;
  /** With what it compiles, if it compiles. */
  compiler?: 'cargo' | 'cmake' | 'meson' | 'msbuild' | 'scons' | 'sip';
}

/** Modules within others stand before these. */
const BACKENDS: readonly BuildBackend[] = [
  {
    module: 'setuptools',
    wrappers: /^setuptools_/,
    conda: 'setuptools',
    packages: /^(setuptools([-_].+)?|scikit-build|jupyter[-_]packaging|pbr|incremental|cx_freeze)$/,
    runsSetupPy: true,
  },
  { module: 'hatchling', wrappers: /^hatch_/, conda: 'hatchling', packages: /^hatch/ },
  { module: 'flit_core', alias: 'flit', wrappers: /^flit_/, conda: 'flit-core', packages: /^flit/ },
  { module: 'poetry', wrappers: /^poetry_/, conda: 'poetry-core', packages: /^poetry/ },
  { module: 'pdm', wrappers: /^pdm_/, conda: 'pdm-backend', packages: /^pdm/ },
  {
    module: 'scikit_build_core.setuptools',
    conda: 'scikit-build-core',
    packages: /^scikit-build-core/,
    runsSetupPy: true,
    compiler: 'cmake',
  },
  {
    module: 'scikit_build_core',
    conda: 'scikit-build-core',
    packages: /^scikit-build-core/,
    compiler: 'cmake',
  },
  { module: 'mesonpy', conda: 'meson-python', packages: /^meson-python/, compiler: 'meson' },
  { module: 'maturin', conda: 'maturin', packages: /^maturin/, compiler: 'cargo' },
  { module: 'uv_build', conda: 'uv-build', packages: /^uv/ },
  { module: 'py_build_cmake', conda: 'py-build-cmake', packages: /^py-build-cmake/, compiler: 'cmake' },
  { module: 'cmeel', compiler: 'cmake' },
  { module: 'sipbuild', conda: 'sip', packages: /^(sip|pyqt-builder)/, compiler: 'sip' },
  {
    module: 'jupyter_packaging',
    conda: 'jupyter-packaging',
    packages: /^jupyter[-_]packaging/,
    runsSetupPy: true,
  },
  { module: 'whey', conda: 'whey', packages: /^whey/ },
  { module: 'trampolim', conda: 'trampolim', packages: /^trampolim/ },
  { module: 'enscons', conda: 'enscons', packages: /^enscons/, compiler: 'scons' },
  { module: 'pymsbuild', compiler: 'msbuild' },
];

/** The backend of a module, `hatchling.build`; undefined for an unknown one. */
export function backendOf(module: string): BuildBackend | undefined {
  return BACKENDS.find((one) => isIn(module, one.module) || (one.alias && isIn(module, one.alias)));
}

/** The backend that builds, if another one wraps it: Poetry for `poetry_dynamic_versioning.backend`. */
export function wrappedBackend(module: string): BuildBackend | undefined {
  return backendOf(module) ?? BACKENDS.find(({ wrappers }) => wrappers?.test(module));
}

/** Whether a backend builds, possibly wrapped by the stated one. @param module of the stated one, if there is one */
export function isBuiltWith(backend: string, module: string | undefined): boolean {
  return wrappedBackend(module ?? '')?.module === backend;
}

/** The backends that Python code imports. */
export function backendsImportedBy(code: string): BuildBackend[] {
  const modules = [...code.matchAll(/^[ \t]*(?:from|import)[ \t]+([\w.]{1,200})/gm)];
  return modules.map(([, module = '']) => backendOf(module)).filter((one) => one !== undefined);
}

/** Whether a package is, or brings, a build backend. */
export function bringsBackend(name: string): boolean {
  return BACKENDS.some(({ packages }) => packages?.test(name));
}

/** Distributions with which a Python build runs CMake: backends, and those that setup.py imports. */
export const CMAKE_PACKAGES: ReadonlySet<string> = new Set([
  ...BACKENDS.filter(({ compiler }) => compiler === 'cmake').map(({ conda, module }) => conda ?? module),
  ...['scikit-build', 'cmake-build-extension'],
]);

/** Packages whose run requirements on conda-forge contain setuptools, for other purposes. */
export const BRINGS_SETUPTOOLS = /^(pytorch(-cpu|-gpu)?|cffi|pkgconfig)$/;

function isIn(module: string, outer: string): boolean {
  return module.startsWith(outer) && /^$|^[^\w]/.test(module.slice(outer.length));
}

/** The packages of all build backends. */
export const BACKEND_PACKAGES: readonly string[] = BACKENDS.flatMap(({ conda }) => conda ?? []);
