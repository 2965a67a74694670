import { cudaPackageOfFind } from '../../../knowledge/cuda-targets';
import { isNeeded } from './cmake-cuda';
import type { Found, FoundPackage } from './project-facts';
import type { Reason } from './reasons';

/** A package that a build does without: only with an option, on another platform, or if it is there. */
export interface OptionalFind {
  /** As in find_package. */
  name: string;
  /** Empty: in the files of another project that the source contains. */
  reasons: Reason[];
}

export interface CmakeFinds {
  /** Packages that CMake needs, or may need: where a condition is unknown. */
  needed: string[];
  optional: OptionalFind[];
}

const MAX_FINDS = 200;

/** Packages of find_package. Those of CUDA are not among them. */
export function cmakeFinds(found: Found): CmakeFinds {
  const packages = found.packages.filter((one) => !(one.mayBeTarget === true && found.targets.has(one.name)));
  const names = [...new Set(packages.map(({ name }) => name))].slice(0, MAX_FINDS);
  const own = names.filter((name) => !/^CUDA(Toolkit)?$/.test(name) && cudaPackageOfFind(name) === undefined);
  const isOwn = (name: string) =>
    packages.some((one) => one.name === name && (isAlive(one) || !one.isElsewhere));
  const needs = (name: string) => packages.some((one) => one.name === name && isCertain(found, one));
  return {
    needed: names.filter((name) => (own.includes(name) || /^CUDA/.test(name)) && needs(name)),
    optional: own
      .filter((name) => !needs(name) && isOwn(name))
      .map((name) => ({ name, reasons: reasonsFor(found, name) })),
  };
}

function isCertain(found: Found, one: FoundPackage): boolean {
  return isAlive(one) && !one.isElsewhere && !OF_ROCM.test(one.name) && isNeeded(found, one);
}

/** Packages for AMD's GPUs; conditions on them are seldom known. */
const OF_ROCM = /^(hip\w*|roc\w*|rccl|miopen)$/i;

function isAlive({ guard }: FoundPackage): boolean {
  return guard.reached !== 'no';
}

/** Of the call that is nearest to being made. */
function reasonsFor(found: Found, name: string): Reason[] {
  const calls = found.packages.filter((one) => one.name === name);
  if (OF_ROCM.test(name)) return [{ kind: 'platform', name: 'ROCm' }];
  const alive = calls.find(isAlive);
  if (alive) return alive.isElsewhere ? [] : [{ kind: 'found', name }];
  const isForTests = ({ guard }: FoundPackage) =>
    guard.reasons.some(({ kind }) => kind === 'tests' || kind === 'platform');
  const own = calls.filter((one) => !one.isElsewhere);
  const [first] = [...own.filter((one) => !isForTests(one)), ...own];
  return first?.guard.reasons ?? [];
}
