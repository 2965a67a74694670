import { backendsImportedBy } from '../../../knowledge/build-backends';
import { normalizeName } from '../../requirements/normalize-name';
import type { Pyproject } from '../../python-project/read-pyproject';
import type { BuildFile } from '../../python-project/build-code';

/** Their files, or a requirement of the build, tell what they compile. */
const TOLD: ReadonlySet<string | undefined> = new Set([undefined, 'cargo', 'cmake']);
/** setuptools then runs setup.py, whose extensions are known. */
const DISTUTILS = /^[ \t]*(?:from|import)[ \t]+distutils\b/m;
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
  const called = files.flatMap(({ text }) => backendsImportedBy(text));
  const compiling = called.find(({ compiler }) => !TOLD.has(compiler));
  if (compiling) return `${compiling.module} in ${entry.name}`;
  if (called.length > 0 || files.some(({ text }) => DISTUTILS.test(text))) return undefined;
  const isCompiled = files.some(({ text }) => COMPILES.test(text));
  return isCompiled ? `the build backend ${entry.name}` : undefined;
}
