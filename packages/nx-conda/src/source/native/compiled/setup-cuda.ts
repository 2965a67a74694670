import { posix } from 'node:path';
import { type BuildFile, buildCode } from '../../python-project/build-code';
import type { PythonProject } from '../../python-project/python-project';
import type { CudaFacts } from '../../source-facts';
import type { SourceFolder } from '../../source-folder';
import { cudaDevPackages } from '../cuda-headers';
import { cudaArchitectures } from './cuda-architectures';
import { outcomeIn } from './cuda-scenario';
import { cudaSwitches } from './cuda-switches';
import { usesTorch } from './extension-makers';

/**
 * What a setup.py decides about CUDA.
 * @param part folder of an extension with its own setup.py, for sources that do not build it themselves
 */
export function setupCuda(
  source: SourceFolder,
  project: PythonProject | undefined,
  part: string | undefined,
): Pick<CudaFacts, 'switches' | 'architectures' | 'isAlwaysCuda'> {
  const files = setupCode(source, project, part);
  if (files.length === 0) return {};
  const switches = cudaSwitches(files);
  // cumm has a variable of its own.
  const usesPccm = project?.extensions.builders.includes('pccm') ?? false;
  const isAlwaysCuda = usesTorch(files) && outcomeIn(files, { hasGpu: false, hasCuda: false }).cuda === 2;
  return {
    switches,
    ...(isAlwaysCuda && { isAlwaysCuda }),
    ...(!usesPccm && { architectures: cudaArchitectures(files, switches) }),
  };
}

function setupCode(
  source: SourceFolder,
  project: PythonProject | undefined,
  part: string | undefined,
): readonly BuildFile[] {
  if (project && project.code.length > 0) return project.code;
  return part === undefined
    ? []
    : buildCode(source, [{ file: posix.join(part, 'setup.py'), isBackend: false }]);
}

/** The builder of a setup.py that compiles C++ code to call CUDA's libraries, without code for GPUs of its own. */
export function linksCuda(
  source: SourceFolder,
  project: PythonProject | undefined,
): 'torch' | 'setup' | undefined {
  if (!project || project.extensions.languages.length === 0) return undefined;
  const { builders, libraries } = project.extensions;
  const calls = libraries.some((name) => LIBRARY.test(name)) || includesCuda(source, project);
  if (!calls) return undefined;
  return builders.includes('torch') ? 'torch' : 'setup';
}

const LIBRARY = /^(cuda|cudart|nvrtc|cublas|cufft|curand)$/;

function includesCuda(source: SourceFolder, project: PythonProject): boolean {
  return project.code.some(({ text }) => CUDA.test(text)) && cudaDevPackages(source, false).length > 0;
}

/** A build that looks for CUDA: the name of a package is not enough. */
const CUDA = /\bCUDA_(?:HOME|PATH|ROOT|INC_DIR|TOOLKIT\w*)\b|\bcudart\b|\bnvcc\b|get_cuda_include/;
