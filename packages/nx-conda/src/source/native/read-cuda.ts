import { posix } from 'node:path';
import { importNames } from '../python-project/import-names';
import { type PythonProject, readPythonProject } from '../python-project/python-project';
import { usesCmake, usesMeson } from './compiled-languages';
import { linksCuda, setupCuda } from './compiled/setup-cuda';
import { devPackages } from './dev-packages';
import { hasDeviceCode } from './device-code';
import { type Extensions, extensionsOf } from './extensions';
import { fixedCudaPaths } from './fixed-paths';
import type { RustNeeds } from './rust/rust-needs';
import { writesKernels } from './generated-kernels';
import type { CmakeProject } from './read-cmake';
import { mesonLanguages } from './read-meson';

import type { CudaFacts, PythonRequirement } from '../source-facts';
import type { SourceFolder } from '../source-folder';

/** Facts found so far about the build of a source. */
export interface SourceBuild {
  /** Undefined if it has none. */
  project: PythonProject | undefined;
  cmake: CmakeProject | undefined;
  requires: readonly PythonRequirement[];
  /** CUDA in its Rust code. */
  rust?: RustNeeds['cuda'];
}

const OTHER = /(^|\/)(tests?|examples?|docs?|third_?party|3rdparty|external|extern|vendor)\//i;
const MAX_DEPTH = 4;
const MAX_PROJECTS = 50;

/** How a source uses CUDA; undefined if it does not. */
export function readCuda(source: SourceFolder, build: SourceBuild): CudaFacts | undefined {
  const parts = subprojects(source, build.project?.folder).map((folder) => ({
    folder,
    ...extensionsOf(source, posix.join(folder, 'setup.py')),
  }));
  const withCuda = parts.filter(({ languages }) => languages.includes('cuda'));
  const builtBy = builderOf(source, build, withCuda);
  if (!builtBy) return rustCuda(source, build);
  const cmake = builtBy === 'cmake' ? build.cmake?.facts.cuda : undefined;
  const callsOnly = isCall(build, builtBy, withCuda.length);
  return {
    ...{ builtBy, ...(cmake && { cmake }) },
    extensions: withCuda.map(({ folder }) => folder),
    extensionImports: [...new Set(withCuda.flatMap(({ folder }) => importsOf(source, folder)))],
    devPackages: devPackages(source, build.project, { builtBy, cmake }),
    // An option that is off turns these places off too.
    fixedPaths: cmake?.need === 'option' ? [] : fixedCudaPaths(source),
    ...(callsOnly ? { callsOnly } : { hasDeviceCode: hasKernels(source, build.project, builtBy) }),
    ...withVariableOf(cmake, setupCuda(source, build.project, withCuda[0]?.folder)),
  };
}

/** A variable for architectures that setup.py reads comes before one that CMake reads. */
function withVariableOf(
  cmake: CudaFacts['cmake'],
  setup: Pick<CudaFacts, 'switches' | 'architectures'>,
): Pick<CudaFacts, 'switches' | 'architectures'> {
  const variable = cmake?.architectureVariable;
  if (!variable || setup.architectures?.variable) return setup;
  const { name, isWhole } = variable;
  return {
    ...setup,
    architectures: { variable: { name, ...(isWhole && { separator: ';', isDotted: false }) } },
  };
}

/** nvcc, started by a build.rs. */
function rustCuda(source: SourceFolder, { project, rust }: SourceBuild): CudaFacts | undefined {
  if (!rust) return undefined;
  const builtBy = 'setup';
  return {
    ...{ builtBy, extensions: [] },
    devPackages: devPackages(source, project, { builtBy }),
    fixedPaths: fixedCudaPaths(source),
    ...rust,
    hasDeviceCode: rust.hasDeviceCode === true && hasDeviceCode(source, builtBy),
  };
}

function hasKernels(
  source: SourceFolder,
  project: PythonProject | undefined,
  builtBy: CudaFacts['builtBy'],
): boolean {
  return hasDeviceCode(source, builtBy) || writesKernels(source, project);
}

/** Whether a setup.py has no code for GPUs of its own. */
function isCall({ project }: SourceBuild, builtBy: CudaFacts['builtBy'], parts: number): boolean {
  if (!project || builtBy === 'cmake' || builtBy === 'meson' || parts > 0) return false;
  const { languages, builders } = project.extensions;
  return !languages.includes('cuda') && !builders.includes('pccm');
}

/** Folders with their own setup.py that compiles something. */
function subprojects(source: SourceFolder, project: string | undefined): string[] {
  const depth = (name: string) => name.split('/').length;
  return source.files
    .filter((name) => name.endsWith('/setup.py') && depth(name) <= MAX_DEPTH && !OTHER.test(name))
    .map((name) => posix.dirname(name))
    .filter((folder) => folder !== (project === '' ? '.' : project))
    .slice(0, MAX_PROJECTS);
}

function builderOf(
  source: SourceFolder,
  build: SourceBuild,
  parts: readonly Extensions[],
): CudaFacts['builtBy'] | undefined {
  const own = build.project?.extensions;
  const all = own ? [own, ...parts] : parts;
  if (all.some(isTorchCuda)) return 'torch';
  if (own?.builders.includes('pccm') && mentionsCuda(source, build)) return 'setup';
  if (isCmakeCuda(source, build)) return 'cmake';
  if (isMesonCuda(source, build)) return 'meson';
  if (all.some(({ languages }) => languages.includes('cuda'))) return 'setup';
  return linksCuda(source, build.project);
}

/** A CMakeLists.txt that the Python build does not use is ignored. */
function isCmakeCuda(source: SourceFolder, build: SourceBuild): boolean {
  const { project, cmake } = build;
  if (!cmake?.facts.cuda) return false;
  return project === undefined || usesCmake(source, project);
}

function isMesonCuda(source: SourceFolder, { project }: SourceBuild): boolean {
  return (
    project !== undefined && usesMeson(project) && mesonLanguages(source, project.folder).includes('cuda')
  );
}

function isTorchCuda({ builders, languages }: Extensions): boolean {
  return builders.includes('torch') && languages.includes('cuda');
}

/** pccm also compiles plain C++; a CUDA version in the environment, or cumm, indicates CUDA. */
function mentionsCuda(source: SourceFolder, { project, requires }: SourceBuild): boolean {
  const setup = source.read(posix.join(project?.folder ?? '', 'setup.py')) ?? '';
  const all = [...requires, ...(project?.merged.buildRequires ?? [])];
  return /\w*CUDA_VERSION\b/.test(setup) || all.some(({ name }) => /^cumm(-cu\d+)?$/.test(name));
}

function importsOf(source: SourceFolder, folder: string): string[] {
  const project = readPythonProject(source, folder);
  return project
    ? importNames(source, folder, { layout: project.merged.layout, name: project.merged.name })
    : [];
}
