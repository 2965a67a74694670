import { posix } from 'node:path';
import { distributionOfModule } from '../../knowledge/python-modules';
import { hasOwnCythonBuild, hasOnlyCython } from '../native/cython';
import { normalizeName } from '../requirements/normalize-name';
import type { PythonRequirement } from '../source-facts';
import type { SourceFolder } from '../source-folder';
import type { BuildImport } from './build-imports';
import type { Distribution } from './distribution';
import type { Pyproject } from './read-pyproject';

/** The first release of setuptools without pkg_resources. */
const WITHOUT_PKG_RESOURCES = '82';

/** pip's default if pyproject.toml has none (PEP 517); includes wheel since 70.1. */
export const SETUPTOOLS = requirement('setuptools');

/** What pip needs to build a source. */
export interface BuildRequirements {
  /** Declared in the build files, or used without a declaration. */
  requires: PythonRequirement[];
  /** Distributions that the build imports if they are there, or below a condition. */
  optional: string[];
}

/**
 * @param built the files that declare requirements
 * @param imports what the scripts of the build import: pip runs them without build isolation
 */
export function buildRequirements(
  source: SourceFolder,
  { built, pyproject }: { built: readonly Distribution[]; pyproject: Pyproject | undefined },
  imports: readonly BuildImport[],
): BuildRequirements {
  const asked = built.flatMap((one) => one.buildRequires ?? []);
  const all = pyproject?.buildRequires ? asked : [SETUPTOOLS, ...asked];
  const withCython = hasOwnCythonBuild(source, pyproject) ? [requirement('cython')] : [];
  const isNeeded = ({ need, module }: BuildImport) =>
    need === 'always' ||
    (need === 'sometimes' && OF_BUILDS.has(distributionOfModule(module))) ||
    (module === 'Cython' && hasOnlyCython(source));
  const used = imports.filter(isNeeded).map(requirementOf);
  const requires = withMissing(all, [...withCython, ...used]);
  const there = new Set(requires.map(({ name }) => normalizeName(name)));
  const optional = imports
    .map((one) => ({ ...one, name: distributionOfModule(one.module) }))
    .filter(({ name }) => !there.has(normalizeName(name)))
    .filter(({ name, need, file }) => CHANGING.has(name) || (need === 'sometimes' && isSetup(file)))
    .map(({ name }) => name);
  const usesPkgResources = imports.some(({ module }) => module === 'pkg_resources');
  return {
    requires: usesPkgResources ? requires.map(withPkgResources) : requires,
    optional: [...new Set(optional)],
  };
}

/** Distributions for builds: a build that imports one in a function or below a condition most often needs it. */
const OF_BUILDS: ReadonlySet<string> = new Set([
  ...['cython', 'numpy', 'pybind11', 'nanobind', 'cffi', 'torch', 'packaging', 'wheel', 'setuptools', 'mypy'],
  ...['scikit-build-core', 'meson-python', 'maturin', 'hatchling', 'flit-core', 'poetry-core', 'pdm-backend'],
  ...['scikit-build', 'setuptools-rust', 'setuptools-scm', 'pythran', 'sip', 'jinja2', 'pyyaml', 'pkgconfig'],
]);

/** Distributions that change what a build makes. */
const CHANGING: ReadonlySet<string> = new Set([
  ...[
    'cython',
    'numpy',
    'pybind11',
    'nanobind',
    'cffi',
    'torch',
    'mypy',
    'pythran',
    'mpi4py',
    'scipy',
    'pkgconfig',
  ],
]);

function isSetup(file: string): boolean {
  return posix.basename(file) === 'setup.py';
}

function requirementOf({ module, python }: BuildImport): PythonRequirement {
  const [, operator = '', version = ''] = /^([<>=]+)(.+)$/.exec(python ?? '') ?? [];
  const marker = operator === '' ? undefined : `python_version ${operator} "${version}"`;
  return { ...requirement(distributionOfModule(module)), marker };
}

/** Declared ones have constraints: they stay as they are. */
function withMissing(
  declared: readonly PythonRequirement[],
  used: readonly PythonRequirement[],
): PythonRequirement[] {
  const there = new Set(declared.map(({ name }) => normalizeName(name)));
  const missing = used.filter(({ name }) => !there.has(normalizeName(name)));
  const byName = new Map(missing.map((one) => [`${one.name};${one.marker}`, one]));
  return [...declared, ...byName.values()];
}

function withPkgResources(one: PythonRequirement): PythonRequirement {
  if (one.name !== 'setuptools' || /[<=]/.test(one.constraint.replace(/>=/g, ''))) return one;
  const bounds = [one.constraint, `<${WITHOUT_PKG_RESOURCES}`].filter((bound) => bound !== '');
  return { ...one, constraint: bounds.join(',') };
}

function requirement(name: string): PythonRequirement {
  return { name, extras: [], constraint: '', marker: undefined };
}
