import { packageOfLibrary } from '../../knowledge/cuda-packages';
import { packageName } from '../../recipe/parts/package-name';
import { type InstalledPackage, ownerOf } from './installed-packages';
import { neededBy } from './needed-libraries';
import { hasDeviceCode, type PackageFacts, payloadOf, type Suspicion } from './package-facts';
import type { PackageSurroundings } from './surroundings';
import { listText } from './words';

/** The packages of `compiler('cuda')`: since CUDA 12, and before. */
const NVCC = /^(cuda-nvcc|cuda-nvcc_.+|nvcc_.+)$/;
/** Libraries of CUDA, and of PyTorch for CUDA, that no package in the table has. */
const OF_CUDA = /^lib(cuda|nvidia-ml|npp\w+|(c10|torch)_cuda\w*)\.so/;
/** Programs for the CPU link these too, if they are in a CUDA variant. */
const FOR_CPU_TOO = /^(pytorch|libtorch|tensorflow|tensorflow-base|libtensorflow.*)$/;

/** A package that was built with nvcc, and contains nothing from nvcc. */
export function noDeviceCode(built: PackageFacts, around: PackageSurroundings): Suspicion[] {
  const files = payloadOf(built);
  const compiled = files.filter((file) => file.hasDeviceCode !== undefined);
  const usesNvcc = built.resolved.build.some(({ name }) => NVCC.test(name));
  if (!usesNvcc || compiled.length === 0 || hasDeviceCode(built)) return [];
  // One output has the kernels, and others call them.
  if ([...around.outputs.values()].some((output) => output.hasDeviceCode)) return [];
  const needed = [...neededBy(files).keys()];
  if (needed.some((library) => usesCuda(ownerOf(library, around.host.values())))) return [];
  return [
    describe(
      needed.filter(isOfCuda),
      compiled.some(({ elf }) => typeof elf === 'object') && !loadsCuda(built),
    ),
  ];
}

function isOfCuda(library: string): boolean {
  return OF_CUDA.test(library) || packageOfLibrary(library) !== undefined;
}

/** A recipe that requires libraries of CUDA by name has a reason: the package loads them, like Triton. */
function loadsCuda({ depends, exported }: PackageFacts): boolean {
  const byExport = new Set(exported.map(({ name }) => name));
  return depends
    .map(packageName)
    .some((name) => name !== '__cuda' && CUDA_PACKAGE.test(name) && !byExport.has(name));
}

/** Its library may call CUDA for others, like those of RAPIDS. */
function usesCuda(owner: InstalledPackage | undefined): boolean {
  if (!owner || FOR_CPU_TOO.test(owner.name)) return false;
  return owner.depends.some((spec) => CUDA_PACKAGE.test(packageName(spec)));
}

/** Not cuda-version, on which every package of a CUDA variant may depend. */
const CUDA_PACKAGE =
  /^(cuda-(?!version$).+|__cuda|libcu(blas|fft|rand|solver|sparse|file|dnn)|libnvjitlink|nccl)$/;

/**
 * @param libraries of CUDA, that the package needs
 * @param isCertain no other library of CUDA is used
 */
function describe(libraries: string[], isCertain: boolean): Suspicion {
  const message = "The build environment has nvcc, but none of the package's files contains code for GPUs";
  if (libraries.length > 0) {
    return {
      severity: 'info',
      message: `${message}. The package only calls ${listText(libraries)}.`,
      help: [
        `If the project has code for GPUs, look in the build log for calls of nvcc. ${ON_CPU}`,
        "If the project only calls CUDA's libraries, no change is necessary. You can try to build it without compiler('cuda'), with only the -dev packages of these libraries in host.",
      ],
    };
  }
  return {
    severity: isCertain ? 'warning' : 'info',
    message: isCertain ? `${message} or needs a library of CUDA.` : `${message}.`,
    help: [
      `Look in the build log for calls of nvcc. ${ON_CPU}`,
      "If the package is meant for the CPU, remove compiler('cuda') from requirements.build of this variant.",
      ...(isCertain ? [] : ['If the package only calls or loads libraries of CUDA, no change is necessary.']),
    ],
  };
}

const ON_CPU =
  '(pip install shows them only with -v.) If there are none, the project was compiled for the CPU only: some projects do this, without an error, if the build machine has no GPU. Often, a variable such as FORCE_CUDA=1 under build.script.env turns CUDA on.';
