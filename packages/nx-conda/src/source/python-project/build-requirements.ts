import { hasOwnCythonBuild } from '../native/cython';
import type { PythonRequirement } from '../source-facts';
import type { SourceFolder } from '../source-folder';
import type { Distribution } from './distribution';
import type { Pyproject } from './read-pyproject';

/** The first release of setuptools without pkg_resources. */
const WITHOUT_PKG_RESOURCES = '82';

/** pip's default if pyproject.toml has none (PEP 517); includes wheel since 70.1. */
export const SETUPTOOLS = requirement('setuptools');

/**
 * The build requirements for pip: declared in the build files, or used without a declaration.
 * @param built the declared ones
 * @param setupPy text; empty if the file does not exist
 */
export function buildRequirements(
  source: SourceFolder,
  { built, pyproject }: { built: readonly Distribution[]; pyproject: Pyproject | undefined },
  setupPy: string,
): PythonRequirement[] {
  const asked = built.flatMap((one) => one.buildRequires ?? []);
  const all = pyproject?.buildRequires ? asked : [SETUPTOOLS, ...asked];
  const withCython = hasOwnCythonBuild(source, pyproject) && !all.some(({ name }) => /^cython$/i.test(name));
  const complete = withCython ? [...all, requirement('cython')] : all;
  return /\bpkg_resources\b/.test(setupPy) ? complete.map(withPkgResources) : complete;
}

function withPkgResources(one: PythonRequirement): PythonRequirement {
  if (one.name !== 'setuptools' || /[<=]/.test(one.constraint.replace(/>=/g, ''))) return one;
  const bounds = [one.constraint, `<${WITHOUT_PKG_RESOURCES}`].filter((bound) => bound !== '');
  return { ...one, constraint: bounds.join(',') };
}

function requirement(name: string): PythonRequirement {
  return { name, extras: [], constraint: '', marker: undefined };
}
