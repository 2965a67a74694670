import { cudaPackageOfFind, devPackagesOfTarget, isStaticOfCuda } from '../../../knowledge/cuda-targets';
import { isElsewhere } from './paths';
import type { Found, FoundName, FoundPackage } from './project-facts';
import type { Reason } from './reasons';

/** How a CMake project uses CUDA. */
export interface CmakeCuda {
  /**
   * `required`: CMake ends without it; `found`: used if CMake finds it; `condition`: a condition decides that is not
   * known here; `option`: an option turns it on, and is off.
   */
  need: 'required' | 'found' | 'condition' | 'option';
  /** For `option`: `USE_CUDA=ON`. For `condition`: as written. */
  reasons: Reason[];
  /** The -dev packages that it links with, or finds. */
  devPackages: string[];
  /** Whether it takes flags and architectures from PyTorch's CMake files. */
  usesTorch: boolean;
  /** The place where it sets the architectures itself, `CMakeLists.txt:12`; undefined if it does not. */
  architecturesAt: string | undefined;
  /** An environment variable that it takes them from; isWhole: as CMake writes them, `80;90`. */
  architectureVariable?: { name: string; isWhole: boolean };
  /** The option that it takes them from, whatever CMAKE_CUDA_ARCHITECTURES is: `ACME_ARCHITECTURES`. */
  architectureOption?: string;
  /** Whether its files read the environment variable CUDAARCHS themselves. */
  readsArchs?: boolean;
}

/** Undefined if the project does not use CUDA, or for tests or on other platforms only. */
export function cmakeCuda(found: Found): CmakeCuda | undefined {
  const uses = usesOf(found);
  // Other projects in the source are built as this one asks for.
  const alive = uses.filter((one) => isAlive(one) && !(one.isElsewhere && one.guard.reached === 'maybe'));
  const [need, reasons] = needOf(found, alive) ?? optionOf([...uses, ...sourcesOf(found)]);
  if (need === undefined) return undefined;
  const counts = (one: FoundName) => need === 'option' || isAlive(one);
  const linked = found.cudaLibraries.filter(counts).flatMap(({ name }) => devPackagesOfTarget(name));
  const sought = found.packages.filter((one) => counts(one) && isNeeded(found, one));
  const variable = found.architectureVariables.find(counts);
  const all = [...linked, ...sought.flatMap(({ name }) => cudaPackageOfFind(name) ?? [])];
  return {
    ...{ need, reasons },
    // Other options decide about archives.
    devPackages: [...new Set(all)].filter((name) => need !== 'option' || !isStaticOfCuda(name)).sort(),
    usesTorch: found.packages.some((one) => one.name === 'Torch' && isAlive(one)),
    architecturesAt: found.architectures.find(counts)?.name,
    ...(variable && { architectureVariable: { name: variable.name, isWhole: variable.isWhole } }),
    ...optionFor(found),
  };
}

/** `set(CMAKE_CUDA_ARCHITECTURES ${ACME_ARCHITECTURES})` without a condition. */
function optionFor({ architectures }: Found): Pick<CmakeCuda, 'architectureOption'> {
  const option = architectures.find(({ guard }) => guard.reached === 'yes')?.option;
  return option === undefined ? {} : { architectureOption: option };
}

/** Whether CMake needs a package where it comes to its find_package. */
export function isNeeded({ asked, demanded }: Found, { name, isRequired, isQuiet }: FoundPackage): boolean {
  return isRequired || demanded.has(name) || !(isQuiet || asked.has(name));
}

function isAlive({ guard }: FoundName): boolean {
  return guard.reached !== 'no';
}

type Need = [CmakeCuda['need'], Reason[]];

interface Use extends FoundName {
  isElsewhere: boolean;
  /** Whether CMake ends without CUDA here. */
  isDemand: boolean;
}

function usesOf(found: Found): Use[] {
  const languages = found.languages
    .filter(({ name, isOnlyChecked }) => name === 'CUDA' && !isOnlyChecked)
    .map(({ name, guard, isElsewhere }) => ({ name, guard, isElsewhere, isDemand: true }));
  const toolkits = found.packages
    .filter(({ name }) => /^CUDA(Toolkit)?$/i.test(name))
    .map(({ name, guard, isElsewhere, ...one }) => ({
      name,
      guard,
      isElsewhere,
      isDemand: isNeeded(found, { name, guard, isElsewhere, ...one }),
    }));
  // PyTorch's CMake files turn the language on.
  const hasTorch = found.packages.some((one) => one.name === 'Torch' && isAlive(one));
  return [...languages, ...toolkits, ...linkedOf(found), ...(hasTorch ? sourcesOf(found) : [])];
}

/** Those that only CUDA itself has: `cuda` may be a target of the project. */
const OF_TOOLKIT = /^(cudart|cublas|cufft|curand|cusparse|cusolver|nvrtc|npp)/;

/** Libraries that are linked without CMake's modules for CUDA. */
function linkedOf({ cudaLibraries }: Found): Use[] {
  return cudaLibraries
    .filter(({ name, isLinked, at }) => isLinked !== undefined && OF_TOOLKIT.test(name) && !isElsewhere(at))
    .map(({ name, guard, isLinked = false }) => ({ name, guard, isElsewhere: false, isDemand: isLinked }));
}

function sourcesOf({ cudaSources }: Found): Use[] {
  return cudaSources.map(({ name, guard }) => ({ name, guard, isElsewhere: false, isDemand: true }));
}

/** Undefined if CUDA is not used, although CMake may look for it. */
function needOf(found: Found, alive: readonly Use[]): Need | undefined {
  const demands = alive.filter(({ isDemand }) => isDemand);
  if (demands.some(({ guard }) => guard.reached === 'yes')) return ['required', []];
  const compiled = [...found.cudaSources, ...found.cudaLibraries].filter(isAlive);
  // Some projects turn the language on for files that they compile only with an option.
  const isUnused = compiled.length === 0 && (demands.length === 0 || found.cudaSources.length > 0);
  if (alive.length === 0 || isUnused) return undefined;
  const conditions = (compiled.length > 0 ? compiled : demands).map(({ guard }) =>
    conditionsOf(guard.reasons),
  );
  const isFound = conditions.some((reasons) => reasons.length === 0);
  return isFound ? ['found', []] : ['condition', conditions[0] ?? []];
}

function conditionsOf(reasons: readonly Reason[]): Reason[] {
  return reasons.filter(({ kind }) => kind !== 'found');
}

function isSetting(reason: Reason): reason is Extract<Reason, { kind: 'option' | 'environment' }> {
  return reason.kind === 'option' || reason.kind === 'environment';
}

/** Options for tests, and other platforms, do not count. */
function optionOf(uses: readonly Use[]): Need | [undefined, Reason[]] {
  const options = uses
    .filter(({ guard }) => !guard.reasons.some(({ kind }) => kind === 'tests' || kind === 'platform'))
    .flatMap(({ guard }) => guard.reasons.filter(isSetting));
  const telling = options.find(({ name }) => /CUDA|GPU|NVIDIA/i.test(name)) ?? options[0];
  return telling ? ['option', [telling]] : [undefined, []];
}
