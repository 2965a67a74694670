import { hasOwnCythonBuild } from '../native/cython';
import type { PythonRequirement } from '../source-facts';
import type { SourceFolder } from '../source-folder';
import type { Distribution } from './distribution';
import type { Pyproject } from './read-pyproject';

/** The release of setuptools that came without pkg_resources first. */
const WITHOUT_PKG_RESOURCES = '82';

/** What pip takes where pyproject.toml says nothing (PEP 517); wheel is a part of it since 70.1. */
export const SETUPTOOLS = requirement('setuptools');

/**
 * What has to be there when pip builds: what the build files ask for, and what they use without a word.
 * @param built what they say
 * @param setupPy text; empty where there is none
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
