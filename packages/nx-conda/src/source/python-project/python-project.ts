import { posix } from 'node:path';
import { isBuiltWith } from '../../knowledge/build-backends';
import { projectExtensions } from '../native/compiled/project-extensions';
import type { Extensions } from '../native/extensions';
import type { SourceFolder } from '../source-folder';
import { type BuildFile, buildCode } from './build-code';
import { buildImports } from './build-imports';
import { buildRequirements } from './build-requirements';
import { buildScripts } from './build-scripts';
import { type Crate, crateDistribution, readCrate } from './crate';
import { type Distribution, mergeDistributions } from './distribution';
import { importNames } from './import-names';
import { mesonLayout } from './meson-layout';
import { readPkgInfo } from './read-pkg-info';
import { type Pyproject, readPyproject } from './read-pyproject';
import { readRequiresTxt } from './read-requires-txt';
import { readSetupCfg } from './read-setup-cfg';
import { readSetupPy, renamingVariables, versionVariable } from './read-setup-py';

/** A folder with Python build files, and their facts. */
export interface PythonProject {
  /** Relative to the source; '' for the top. */
  folder: string;
  pyproject: Pyproject | undefined;
  /** With maturin. */
  crate: Crate | undefined;
  /** The Python files that the build runs. */
  code: readonly BuildFile[];
  extensions: Extensions;
  /** The facts of each file, the most important first. */
  said: Distribution[];
  merged: Omit<Distribution, 'file'>;
  renamedBy: string[];
  /** The environment variable that setup.py takes the version from, unless pyproject.toml has it. */
  versionVariable: string | undefined;
  /** Distributions that the build imports if they are there, or below a condition. */
  optionalBuildRequires: string[];
}

/** Usual folders of the Python project in projects with several languages. */
const FOLDERS = ['', 'python', 'py', 'bindings/python'];

/** The Python project of a source; undefined if it has none at the top or in the usual folders. */
export function findPythonProject(source: SourceFolder): PythonProject | undefined {
  for (const folder of FOLDERS) {
    const project = readPythonProject(source, folder);
    if (project) return project;
  }
  return undefined;
}

/** Reads the build files in a folder; undefined if it has none. @param folder '' for the top */
export function readPythonProject(source: SourceFolder, folder: string): PythonProject | undefined {
  const distributions = readDistributions(source, folder);
  if (!distributions) return undefined;
  const { pyproject, crate, setupPy, built } = distributions;
  const said = saidBy(distributions);
  const merged = mergeDistributions(said);
  const packages = importNames(source, folder, { layout: merged.layout, name: merged.name });
  const code = buildCode(source, buildScripts(source, folder, pyproject), packages);
  const build = buildRequirements(source, { built, pyproject }, buildImports(code, packages));
  return {
    folder,
    pyproject,
    crate,
    code,
    extensions: projectExtensions(source, { folder, pyproject, code }),
    said,
    merged: { ...merged, buildRequires: build.requires },
    optionalBuildRequires: build.optional,
    versionVariable:
      setupPy && pyproject?.table.string('project.version') === undefined
        ? versionVariable(source, setupPy)
        : undefined,
    renamedBy: setupPy ? renamingVariables(source, setupPy) : [],
  };
}

/** Those of requires.txt only if the build computes its requirements. */
function saidBy({ built, pkgInfo, requiresTxt }: Distributions): Distribution[] {
  const isComputed = built.some(({ unread }) => unread.includes('requires'));
  return [pkgInfo, isComputed ? requiresTxt : undefined, ...built].filter((one) => one !== undefined);
}

/** What the files of a Python project say. */
export interface Distributions {
  pyproject: Pyproject | undefined;
  /** With maturin. */
  crate: Crate | undefined;
  setupPy: Distribution | undefined;
  /** The files that a build reads, the most important first. */
  built: Distribution[];
  /** The build of an sdist has made it of the other files. */
  pkgInfo: Distribution | undefined;
  /** The requirements that setuptools computed for an sdist. */
  requiresTxt: Distribution | undefined;
}

/** Reads the metadata in the build files in a folder; undefined if it has none. @param folder '' for the top */
export function readDistributions(source: SourceFolder, folder: string): Distributions | undefined {
  const file = (name: string) => posix.join(folder, name);
  const pyproject = readPyproject(source, file('pyproject.toml'));
  const setupPy = readSetupPy(source, file('setup.py'));
  if (!pyproject && !setupPy) return undefined;
  const pkgInfo = folder === '' ? readPkgInfo(source) : undefined;
  const crate =
    pyproject && isBuiltWith('maturin', pyproject.backend) ? readCrate(source, folder, pyproject) : undefined;
  const built = [
    pyproject,
    crate && crateDistribution(crate),
    readSetupCfg(source, file('setup.cfg')),
    setupPy,
    mesonDistribution(source, folder, pyproject),
  ].filter((one) => one !== undefined);
  const requiresTxt = folder === '' ? readRequiresTxt(source) : undefined;
  return { pyproject, crate, setupPy, pkgInfo, requiresTxt, built };
}

function mesonDistribution(
  source: SourceFolder,
  folder: string,
  pyproject: Pyproject | undefined,
): Distribution | undefined {
  const layout = pyproject?.backend?.startsWith('mesonpy') ? mesonLayout(source, folder) : undefined;
  return layout && { file: posix.join(folder, 'meson.build'), layout, unread: [] };
}
