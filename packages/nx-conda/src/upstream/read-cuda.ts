import { posix } from 'node:path';
import { usesCmake } from './compiled-languages';
import { cudaDevPackages, TORCH_NEEDS } from './cuda-headers';
import { type Extensions, extensionsOf } from './extensions';
import { fixedCudaPaths } from './fixed-paths';
import type { CmakeProject } from './read-cmake';
import type { Pyproject } from './read-pyproject';
import type { CudaFacts, PythonRequirement } from './source-facts';
import type { SourceFolder } from './source-folder';

/** What is known by now of how a source is built. */
export interface Build {
  /** Folder of the Python build file; undefined where there is none. */
  project: string | undefined;
  pyproject: Pyproject | undefined;
  extensions: Extensions;
  cmake: CmakeProject | undefined;
  requires: readonly PythonRequirement[];
}

const OTHER = /(^|\/)(tests?|examples?|docs?|third_?party|3rdparty|external|extern|vendor)\//i;
const MAX_DEPTH = 4;

/** What a source needs CUDA for; undefined where it needs none. */
export function readCuda(source: SourceFolder, build: Build): CudaFacts | undefined {
  const parts = subprojects(source, build.project).map((folder) => ({
    folder,
    ...extensionsOf(source, posix.join(folder, 'setup.py')),
  }));
  const withCuda = parts.filter(({ languages }) => languages.includes('cuda'));
  const builtBy = builderOf(source, build, withCuda);
  if (!builtBy) return undefined;
  const usesPccm = build.extensions.builders.includes('pccm');
  const found = cudaDevPackages(source, usesPccm);
  return {
    builtBy,
    extensions: withCuda.map(({ folder }) => folder),
    devPackages: builtBy === 'torch' ? [...new Set([...found, ...TORCH_NEEDS])].sort() : found,
    fixedPaths: fixedCudaPaths(source),
  };
}

/** Folders with a setup.py of their own that compiles something. */
function subprojects(source: SourceFolder, project: string | undefined): string[] {
  const depth = (name: string) => name.split('/').length;
  return source.files
    .filter((name) => name.endsWith('/setup.py') && depth(name) <= MAX_DEPTH && !OTHER.test(name))
    .map((name) => posix.dirname(name))
    .filter((folder) => folder !== (project === '' ? '.' : project));
}

function builderOf(
  source: SourceFolder,
  build: Build,
  parts: readonly Extensions[],
): CudaFacts['builtBy'] | undefined {
  const { extensions, cmake } = build;
  if (isTorchCuda(extensions) || parts.some(isTorchCuda)) return 'torch';
  if (extensions.builders.includes('pccm') && mentionsCuda(source, build)) return 'setup';
  const runsCmake = build.project === undefined || usesCmake(build);
  const finds = cmake?.finds.some((name) => /^CUDA(Toolkit)?$/.test(name)) ?? false;
  if (runsCmake && (cmake?.languages.includes('cuda') || finds)) return 'cmake';
  return extensions.languages.includes('cuda') || parts.length > 0 ? 'setup' : undefined;
}

function isTorchCuda({ builders, languages }: Extensions): boolean {
  return builders.includes('torch') && languages.includes('cuda');
}

/** pccm compiles C++ as well; a version of CUDA in the environment, or cumm, says that this is not all. */
function mentionsCuda(source: SourceFolder, { project = '', pyproject, requires }: Build): boolean {
  const setup = source.read(posix.join(project, 'setup.py')) ?? '';
  const all = [...requires, ...(pyproject?.buildRequires ?? [])];
  return /\w*CUDA_VERSION\b/.test(setup) || all.some(({ name }) => /^cumm(-cu\d+)?$/.test(name));
}
