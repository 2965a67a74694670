import { compareVersions, satisfies, versionConstraint } from '../../knowledge/versions';
import type { Level } from '../../recipe/parts/outputs';
import { isCompiler, itemsFor, type RequirementItem } from '../../recipe/parts/requirement-items';
import { placeOf } from '../../recipe/yaml/place';
import { cudaCompilerItem, ownLevels } from '../cuda-builds';
import { cudaBound, cudaReleases, isCudaVersion } from '../cuda-versions';
import type { Problem } from '../finding';
import { isReachedWith } from '../reached-with';
import type { Rule } from '../rule';
import type { Subject } from '../subject';

const SECTIONS = ['build', 'host', 'run'] as const;

/** Complication 2: the libraries of a build, or of its users, have another release of CUDA than its nvcc. */
export const cudaVersionConflict: Rule = {
  id: 'cuda-version-conflict',
  severity: 'warning',
  summary: 'cuda-version excludes the CUDA release of the compiler',
  *check(subject) {
    for (const level of ownLevels(subject)) {
      const releases = compilerReleases(subject, level);
      for (const item of SECTIONS.flatMap((section) => itemsFor(subject, level, section))) {
        if (item.level !== level || !isCudaVersion(item)) continue;
        const refused = releases.filter((cuda) => isRefused(subject, item, cuda));
        if (refused.length > 0) yield problemOf(subject, item, refused);
      }
    }
  },
};

/** The releases of nvcc: those of the variants for `compiler('cuda')`, else the pins of the build environment. */
function compilerReleases(subject: Subject, level: Level): string[] {
  const compiler = cudaCompilerItem(subject, level);
  if (!compiler) return [];
  if (isCompiler(compiler, 'cuda')) return cudaReleases(subject);
  const pins = itemsFor(subject, level, 'build').filter((item) => item === compiler || isCudaVersion(item));
  const written = pins.flatMap(({ requirements }) =>
    requirements.map(({ spec }) => /^=*(\d+\.\d+)(?:\.\*)?$/.exec(versionConstraint(spec))?.[1]),
  );
  return [...new Set(written.filter((release) => release !== undefined))].slice(0, 1);
}

/** Whether a build with this release reaches the requirement, which excludes it in all variants. */
function isRefused(subject: Subject, item: RequirementItem, cuda: string): boolean {
  if (isReachedWith(subject, placeOf(subject, item.node), cuda) !== true) return false;
  const allowed = item.requirements.flatMap(({ spec }) => constraintsOf(subject, item, spec));
  const isExcluded = (constraint: string) =>
    satisfies(cuda, constraint) === false && (item.section !== 'run' || isForOlder(constraint, cuda));
  return allowed.length > 0 && allowed.every(isExcluded) && cudaBound(item) !== undefined;
}

/** A later release runs what an earlier one has compiled. */
function isForOlder(constraint: string, cuda: string): boolean {
  const named = constraint.match(/\d+(\.\d+)*/g) ?? [];
  return named.every((version) => compareVersions(version, cuda) <= 0);
}

/** As conda reads them, `12.4` as 12.4.*; for a requirement of host without a version, the key of the variants. */
function constraintsOf({ variants }: Subject, { section }: RequirementItem, spec: string): string[] {
  const constraint = spec.startsWith('pin_') ? 'unknown' : versionConstraint(spec);
  const written =
    constraint === '' && section !== 'run' ? (variants.values['cuda_version'] ?? ['']) : [constraint];
  return written.map((one) => one.replace(/^=*(\d+\.\d+)$/, '=$1'));
}

function problemOf(subject: Subject, item: RequirementItem, releases: string[]): Problem {
  const list = releases.join(', ');
  const isRun = item.section === 'run';
  return {
    at: placeOf(subject, item.node),
    message: `\`${item.text}\` in requirements.${item.section} excludes CUDA ${list}, the release of the compiler.`,
    why: isRun
      ? `The package is compiled with CUDA ${list}, but is installed only with an older release: its CUDA libraries then are older than those that were linked, or the solver finds none that fit.`
      : `nvcc requires cuda-version of its own release or later. If the solver finds packages at all, the build combines nvcc ${list} with the headers and libraries of another release.`,
    help: [
      `Write \`cuda-version ==\${{ cuda_compiler_version }}\`${isRun ? ', or `cuda-version >=${{ cuda_compiler_version }},<13` if the package works with later releases of CUDA 12' : ''}.`,
      'Or set cuda_compiler_version in the variants to the release that this requirement names.',
    ],
  };
}
