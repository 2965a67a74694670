import {
  ALL_OF_CUDA,
  buildsWithCuda,
  CUDA_PACKAGES,
  cudaCompilerItem,
  ownLevels,
  pytorchExtension,
} from '../cuda-builds';
import type { Problem } from '../finding';
import { cudaIncludes, type Include } from '../../source/native/includes';
import type { Level } from '../../recipe/parts/outputs';
import { addRequirement } from '../../recipe/edit/requirement-edits';
import { isForCrossBuild, itemsFor, namesFor, namesOf } from '../../recipe/parts/requirement-items';
import type { Rule } from '../rule';
import { withoutComments } from '../../recipe/parts/scripts';
import { type Subject } from '../subject';
import { type CheckedFile, placeOf } from '../../recipe/yaml/place';
import { patchedFiles } from '../patched-files';
import type { FileEdit } from '../../recipe/edit/edits';
import { isBuildFile } from '../../knowledge/build-files';
import { includesTorchContext, TORCH_NEEDS } from '../../knowledge/torch-headers';

/** nvcc brings the headers of the runtime itself. */
const OF_PYTORCH = TORCH_NEEDS.filter((dev) => dev !== 'cuda-cudart-dev');
/** Packages that also bring the headers of another. */
const BRINGS: Readonly<Record<string, readonly string[]>> = {
  'libcudnn-dev': ['cudnn'],
  'cuda-nvtx-dev': ['nvtx-c', 'cuda-nvtx'],
  'cuda-cccl': ['cuda-cudart-dev', 'cccl', 'thrust'],
};
/** Packages whose headers nvcc brings. */
const OF_NVCC = ['cuda-cudart-dev', 'cuda-cccl'];

/** Complication 7: each library of CUDA has its headers in a package of its own. */
export const missingHeaderPackage: Rule = {
  id: 'missing-header-package',
  severity: 'error',
  summary: 'The source includes a header of CUDA whose package is not in requirements.host',
  *check(subject) {
    yield* includeProblems(subject);
    for (const level of ownLevels(subject)) {
      const pytorch = pytorchProblem(subject, level);
      if (pytorch) yield pytorch;
    }
  },
};

/** If several outputs share a source, it is unknown which of them compiles which file. */
function* includeProblems(subject: Subject): Generator<Problem> {
  const levels = ownLevels(subject).filter((level) => buildsWithCuda(subject, level));
  const [first] = levels;
  const patched = patchedFiles(subject);
  if (!first) return;
  const includes = [
    ...cudaIncludes(subject.source?.files ?? []),
    ...cudaIncludes(patched.map(({ added }) => added)),
  ];
  for (const dev of new Set(includes.map((include) => include.dev))) {
    if (levels.some((level) => hasHeaders(subject, level, dev))) continue;
    const those = includes.filter((include) => include.dev === dev);
    const compiled = those.find((include) => !include.isConditional && isCompiled(subject, include));
    const isCertain = compiled !== undefined && isOneBuild(subject);
    const include = compiled ?? (those[0] as Include);
    const patch = patched.find(({ added }) => added === include.file)?.patch;
    yield includeProblem(subject, first, { ...include, ...(patch && { file: patch }), isCertain });
  }
}

/** Whether the source is on this machine, for one output. */
function isOneBuild({ recipe, source }: Subject): boolean {
  return !recipe.root.has('outputs') && source?.isCurrent === true;
}

/** Whether a script or a build file names the including file. */
function isCompiled({ scripts, source }: Subject, { file }: Include): boolean {
  const name = file.name.split('/').pop() ?? file.name;
  const builds =
    source?.files.filter((other) => isBuildFile(other.name)).map(({ text }) => withoutComments(text)) ?? [];
  return [...scripts.map(({ commands }) => commands), ...builds].some((text) => text.includes(name));
}

function hasHeaders(subject: Subject, level: Level, dev: string): boolean {
  const build = itemsFor(subject, level, 'build').filter((item) => !isForCrossBuild(item));
  const there = new Set([...namesFor(subject, level, 'host'), ...build.flatMap(namesOf)]);
  if ([dev, ...(BRINGS[dev] ?? []), ...ALL_OF_CUDA].some((name) => there.has(name))) return true;
  return OF_NVCC.includes(dev) && cudaCompilerItem(subject, level) !== undefined;
}

function includeProblem(
  subject: Subject,
  level: Level,
  { dev, header, isCertain, ...at }: Omit<Include, 'file'> & { file: CheckedFile; isCertain: boolean },
): Problem {
  const edits = addToHost(subject, level, [dev]);
  return {
    at,
    severity: isCertain ? 'error' : 'warning',
    message: `${header} is in ${dev}, which is not in requirements.host of ${subject.file.path}.`,
    why: isCertain
      ? `The compiler will fail here: ${header}: No such file or directory.`
      : `If the build compiles this line, the compiler fails here: ${header}: No such file or directory.`,
    help: [`Add ${dev} to requirements.host.`],
    ...(edits.length > 0 && { fix: { description: `Add ${dev} to host`, edits } }),
  };
}

function pytorchProblem(subject: Subject, level: Level): Problem | undefined {
  const pytorch = pytorchExtension(subject, level);
  const missing = OF_PYTORCH.filter((dev) => !hasHeaders(subject, level, dev));
  if (!pytorch || missing.length === 0 || pytorch.level !== level) return undefined;
  const isIncluded = includesContext(subject);
  if (isIncluded === false) return undefined;
  // Some extensions need none of these: probable only if the source says so, or host already has one of them.
  const isProbable = isIncluded === true || missing.length < OF_PYTORCH.length;
  const edits = isProbable ? addToHost(subject, level, missing) : [];
  const packages = missing.join(', ');
  return {
    at: placeOf(subject, pytorch.node),
    severity: isProbable ? 'warning' : 'info',
    message: `An extension of PyTorch for CUDA is built without ${packages} in requirements.host.`,
    why: `Headers of ATen/cuda/, such as CUDAContext.h, include cusparse.h, cublas_v2.h and cusolverDn.h. Sources that include such a header of ATen/cuda/ need ${packages}.`,
    help: [
      isIncluded === true
        ? `Add ${packages} to requirements.host.`
        : `If a source includes a header of ATen/cuda/, add ${packages} to requirements.host.`,
    ],
    ...(edits.length > 0 && { fix: { description: `Add ${packages} to host`, edits } }),
  };
}

/** Undefined if the source, or a part of it, is not on this machine. */
function includesContext({ source }: Subject): boolean | undefined {
  if (source?.files.some(({ text }) => includesTorchContext(text))) return true;
  return source?.isComplete ? false : undefined;
}

/** Adds packages under the conditions of CUDA, if only some variants have it. */
function addToHost(subject: Subject, level: Level, packages: string[]): FileEdit[] {
  const host = itemsFor(subject, level, 'host').filter((item) => item.level === level);
  const compiler = cudaCompilerItem(subject, level);
  const like =
    host.find(({ text }) => /^cuda-version\b/.test(text)) ??
    (compiler?.level === level ? compiler : undefined);
  const edits = packages.map((name) =>
    addRequirement(subject, name, { level, section: 'host', near: CUDA_PACKAGES, ...(like && { like }) }),
  );
  return edits.every(({ length }) => length > 0) ? edits.flat() : [];
}
