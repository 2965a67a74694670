import { buildsWithCuda, cudaCompiler, ownLevels, pytorchExtension } from '../cuda-builds';
import type { FileEdit, Problem } from '../finding';
import { cudaIncludes, type Include } from '../includes';
import type { Level } from '../levels';
import { addRequirement } from '../requirement-edits';
import { isForCrossBuild, itemsFor, namesFor, namesOf } from '../requirement-items';
import type { Rule } from '../rule';
import { placeOf, type Subject } from '../subject';

/** Headers that a header of PyTorch includes in its turn: ATen/cuda/CUDAContextLight.h. */
const OF_PYTORCH = ['libcublas-dev', 'libcusolver-dev', 'libcusparse-dev'];
/** Only those that draw random numbers include curand_kernel.h. */
const OF_SOME = 'libcurand-dev';
/** Packages that bring the headers of another. */
const BRINGS: Readonly<Record<string, readonly string[]>> = {
  'libcudnn-dev': ['cudnn'],
  'cuda-nvtx-dev': ['nvtx-c', 'cuda-nvtx'],
  'cuda-cccl': ['cuda-cudart-dev', 'cccl', 'thrust'],
};
/** nvcc comes with the headers of the runtime. */
const OF_NVCC = ['cuda-cudart-dev', 'cuda-cccl'];
const ALL_OF_CUDA = ['cuda-toolkit', 'cuda-libraries-dev', 'cuda', 'cudatoolkit'];
const NEIGHBOURS = /^(cuda-|libcu|libnv|libnpp)/;

/** Complication 7: each library of CUDA has its headers in a package of its own. */
export const missingHeaderPackage: Rule = {
  id: 'missing-header-package',
  severity: 'error',
  summary: 'The source includes a header of CUDA whose package is not in requirements.host',
  *check(subject) {
    const includes = subject.source ? cudaIncludes(subject.source) : [];
    for (const level of ownLevels(subject)) {
      const missing = includes.filter(({ dev }) => !hasHeaders(subject, level, dev));
      const first = new Map(missing.reverse().map((include) => [include.dev, include]));
      if (buildsWithCuda(subject, level)) {
        for (const include of first.values()) yield includeProblem(subject, level, include);
      }
      const pytorch = pytorchProblem(subject, level);
      if (pytorch) yield pytorch;
    }
  },
};

function hasHeaders(subject: Subject, level: Level, dev: string): boolean {
  const build = itemsFor(subject, level, 'build').filter((item) => !isForCrossBuild(item));
  const there = new Set([...namesFor(subject, level, 'host'), ...build.flatMap(namesOf)]);
  if ([dev, ...(BRINGS[dev] ?? []), ...ALL_OF_CUDA].some((name) => there.has(name))) return true;
  return OF_NVCC.includes(dev) && cudaCompiler(subject, level) !== undefined;
}

function includeProblem(
  subject: Subject,
  level: Level,
  { dev, header, isConditional, ...at }: Include,
): Problem {
  const edits = addToHost(subject, level, [dev]);
  return {
    at,
    severity: isConditional ? 'warning' : 'error',
    message: `${header} is in ${dev}, which is not in requirements.host of ${subject.file.path}.`,
    why: isConditional
      ? `If the compiler comes to this line, it ends there: ${header}: No such file or directory.`
      : `The compiler will end here: ${header}: No such file or directory.`,
    help: [`Add ${dev} to requirements.host.`],
    ...(edits.length > 0 && { fix: { description: `Add ${dev} to host`, edits } }),
  };
}

function pytorchProblem(subject: Subject, level: Level): Problem | undefined {
  const pytorch = pytorchExtension(subject, level);
  const always = OF_PYTORCH.filter((dev) => !hasHeaders(subject, level, dev));
  const missing = [...always, OF_SOME].filter((dev) => !hasHeaders(subject, level, dev));
  if (!pytorch || missing.length === 0 || pytorch.level !== level) return undefined;
  // Some extensions do without: only where others of them are there is it certain that they are wanted.
  const isCertain = always.length > 0 && always.length < OF_PYTORCH.length;
  const edits = isCertain ? addToHost(subject, level, always) : [];
  return {
    at: placeOf(subject, pytorch.node),
    severity: always.length > 0 ? 'warning' : 'info',
    message: `An extension of PyTorch for CUDA is built without ${missing.join(', ')} in requirements.host.`,
    why:
      always.length > 0
        ? 'ATen/cuda/CUDAContext.h includes cusparse.h, cublas_v2.h and cusolverDn.h: without them, the compiler ends there.'
        : 'Sources that draw random numbers on the GPU include curand_kernel.h.',
    help: [
      `Add ${missing.join(', ')} to requirements.host${always.length > 0 ? '' : ', if the source includes it'}.`,
    ],
    ...(edits.length > 0 && { fix: { description: `Add ${always.join(', ')} to host`, edits } }),
  };
}

/** Under the conditions of CUDA, where only some variants have it. */
function addToHost(subject: Subject, level: Level, packages: string[]): FileEdit[] {
  const host = itemsFor(subject, level, 'host').filter((item) => item.level === level);
  const compiler = cudaCompiler(subject, level);
  const like =
    host.find(({ text }) => /^cuda-version\b/.test(text)) ??
    (compiler?.level === level ? compiler : undefined);
  const edits = packages.map((name) =>
    addRequirement(subject, name, { level, section: 'host', near: NEIGHBOURS, ...(like && { like }) }),
  );
  return edits.every(({ length }) => length > 0) ? edits.flat() : [];
}
