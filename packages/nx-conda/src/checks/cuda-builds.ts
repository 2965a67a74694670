import { CUDA_LIBRARIES } from '../knowledge/cuda-packages';
import type { Level } from '../recipe/parts/outputs';
import {
  isCompiler,
  itemsFor,
  namesFor,
  namesOf,
  type RequirementItem,
} from '../recipe/parts/requirement-items';
import type { Subject } from './subject';

// Facts about the CUDA build of a level.

const EXPORTING = new Map(
  CUDA_LIBRARIES.filter(({ dev, runtime }) => runtime !== undefined && runtime !== dev).map((library) => [
    library.dev,
    library,
  ]),
);

/** Packages that each bring all of CUDA. */
export const ALL_OF_CUDA = ['cuda-toolkit', 'cuda-libraries-dev', 'cuda', 'cudatoolkit'];

/** Names of CUDA packages; fixes insert further ones beside them. */
export const CUDA_PACKAGES = /^(cuda-|libcu|libnv|libnpp)/;

/** Package names of PyTorch. */
export const PYTORCH = ['pytorch', 'pytorch-gpu', 'libtorch'];

/** The `-dev` package of a CUDA library that is needed at run time; undefined for any other item. */
export function devLibrary(item: RequirementItem): { dev: string; runtime: string } | undefined {
  const dev = namesOf(item).find((name) => EXPORTING.has(name));
  const runtime = dev === undefined ? undefined : EXPORTING.get(dev)?.runtime;
  return dev !== undefined && runtime !== undefined ? { dev, runtime } : undefined;
}

/** Any package for compiling or linking with CUDA, including those of the driver's libraries. */
export function cudaDev(item: RequirementItem): { dev: string; runtime?: string } | undefined {
  const names = namesOf(item);
  return CUDA_LIBRARIES.find(({ dev }) => dev.endsWith('-dev') && names.includes(dev));
}

/** The requirement on nvcc of a level, including shared requirements. */
export function cudaCompilerItem(subject: Pick<Subject, 'items'>, level: Level): RequirementItem | undefined {
  return itemsFor(subject, level, 'build').find(
    (item) => isCompiler(item, 'cuda') || namesOf(item).some((name) => /^cuda-nvcc(_|$)/.test(name)),
  );
}

/** Whether a level compiles or links with CUDA. */
export function buildsWithCuda(subject: Pick<Subject, 'items'>, level: Level): boolean {
  if (cudaCompilerItem(subject, level)) return true;
  return itemsFor(subject, level, 'host').some((item) => devLibrary(item) !== undefined);
}

/** The requirement on PyTorch in host of a level built with CUDA, which is then an extension of PyTorch. */
export function pytorchExtension(subject: Pick<Subject, 'items'>, level: Level): RequirementItem | undefined {
  if (!cudaCompilerItem(subject, level)) return undefined;
  return itemsFor(subject, level, 'host').find((item) =>
    namesOf(item).some((name) => PYTORCH.includes(name)),
  );
}

/** Levels that have requirements of their own. */
export function ownLevels({ levels, items }: Pick<Subject, 'levels' | 'items'>): Level[] {
  return levels.filter((level) => items.some((item) => item.level === level));
}

/** Whether `ignore_run_exports` drops the run export of a package. */
export function isIgnored(
  subject: Subject,
  level: Level,
  { dev, runtime }: { dev: string; runtime: string },
): boolean {
  return (
    namesFor(subject, level, 'ignore_run_exports.from_package').has(dev) ||
    namesFor(subject, level, 'ignore_run_exports.by_name').has(runtime)
  );
}
