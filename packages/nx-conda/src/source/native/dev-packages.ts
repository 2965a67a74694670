import { devPackageOfLibrary } from '../../knowledge/cuda-packages';
import { TORCH_NEEDS } from '../../knowledge/torch-headers';
import type { PythonProject } from '../python-project/python-project';
import type { CudaFacts } from '../source-facts';
import type { SourceFolder } from '../source-folder';
import { cudaDevPackages, includesTorch } from './cuda-headers';
import { mesonCudaPackages } from './read-meson';

type Build = Pick<CudaFacts, 'builtBy' | 'cmake'>;

/** The -dev packages of CUDA that a build includes or links, sorted. */
export function devPackages(
  source: SourceFolder,
  project: PythonProject | undefined,
  build: Build,
): string[] {
  const usesPccm = project?.extensions.builders.includes('pccm') ?? false;
  const all = [
    ...cudaDevPackages(source, usesPccm),
    ...(project ? ofProject(source, project) : []),
    ...ofBuilder(source, project, build),
  ];
  return [...new Set(all)].sort();
}

/** Linked by setup.py; and those of PyTorch's headers, which the compiler gets if the build imports PyTorch. */
function ofProject(source: SourceFolder, { extensions, merged }: PythonProject): string[] {
  const importsTorch = (merged.buildRequires ?? []).some(({ name }) => name === 'torch');
  return [
    ...extensions.libraries.flatMap((name) => devPackageOfLibrary(name) ?? []),
    ...(importsTorch && includesTorch(source) ? TORCH_NEEDS : []),
  ];
}

/** PyTorch's CMake files ask for these libraries too: Caffe2/public/cuda.cmake. */
const TORCH_CMAKE_NEEDS = [...TORCH_NEEDS, 'cuda-nvrtc-dev', 'libcufft-dev', 'libcurand-dev'];

function ofBuilder(
  source: SourceFolder,
  project: PythonProject | undefined,
  { builtBy, cmake }: Build,
): readonly string[] {
  if (builtBy === 'torch') return TORCH_NEEDS;
  if (builtBy === 'meson') return mesonCudaPackages(source, project?.folder ?? '');
  return cmake ? [...cmake.devPackages, ...(cmake.usesTorch ? TORCH_CMAKE_NEEDS : [])] : [];
}
