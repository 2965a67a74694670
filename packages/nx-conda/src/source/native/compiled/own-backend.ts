import { normalizeName } from '../../requirements/normalize-name';
import type { Pyproject } from '../../python-project/read-pyproject';
import type { BuildFile } from '../../python-project/build-code';

/** Backends that the build backend of a source calls; setuptools then runs setup.py, whose extensions are known. */
const CALLED =
  /^[ \t]*(?:from|import)[ \t]+(?:setuptools|distutils|hatchling|flit_core|poetry|pdm|uv_build|maturin|scikit_build_core|py_build_cmake)\b/m;
/** Meson compiles; scikit-build-core becomes a requirement of the build, which tells that CMake compiles. */
const MESON = /^[ \t]*(?:from|import)[ \t]+mesonpy\b/m;
const COMPILES =
  /\bbuild_extensions?\(|\bEXT_SUFFIX\b|\.(?:so|pyd|dylib)["']|\bplatform_tag\b|\bcustomize_compiler\b/;

/**
 * Why a build backend in the source makes a package for one platform; undefined if it shows nothing, or calls another
 * backend. A source that is a backend itself builds itself: hatchling, flit-core.
 * @param files the code of the build
 */
export function ownBackendEvidence(
  { backend = '', name }: Pick<Pyproject, 'backend' | 'name'>,
  files: readonly BuildFile[],
): string | undefined {
  const [module = ''] = backend.split(/[.:]/);
  const entry = files.find(({ isBackend }) => isBackend);
  if (!entry || normalizeName(module) === normalizeName(name ?? '')) return undefined;
  if (files.some(({ text }) => MESON.test(text))) return `mesonpy in ${entry.name}`;
  if (files.some(({ text }) => CALLED.test(text))) return undefined;
  const isCompiled = files.some(({ text }) => COMPILES.test(text));
  return isCompiled ? `the build backend ${entry.name}` : undefined;
}
