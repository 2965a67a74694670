import { type EndedPackage, endedPackage } from '../knowledge/ended-packages';
import { haveCommonVersion } from '../knowledge/version-overlap';
import { compareVersions, versionConstraint } from '../knowledge/versions';
import type { Level } from '../recipe/parts/outputs';
import { isCompiler, type RequirementItem } from '../recipe/parts/requirement-items';
import { placeOf } from '../recipe/yaml/place';
import { isOnlyCondaForge } from './channel-names';
import { cudaCompilerItem } from './cuda-builds';
import { cudaReleases, requestedReleases } from './cuda-versions';
import type { Problem } from './finding';
import { isReachedWith } from './reached-with';
import type { Subject } from './subject';

/**
 * The problem of a requirement on a later version of a package than conda-forge has, or on such a package in a build
 * for a later CUDA. Undefined if the workspace builds the package, or if all packages of the channels are known.
 */
export function endedProblem(subject: Subject, item: RequirementItem): Problem | undefined {
  const [name, ...others] = new Set(item.requirements.map((one) => one.name));
  const ended = name === undefined || others.length > 0 ? undefined : endedPackage(name);
  const { provides, channelPackages, channels } = subject.workspace;
  if (!ended || !name || provides.has(name) || channelPackages || channels.length === 0) return undefined;
  const isLater = item.requirements.every(({ spec }) => excludesAll(versionConstraint(spec), ended));
  if (isLater) return laterProblem(subject, item, { ...ended, name });
  const release = releasesFor(subject, item.level).find(
    (cuda) =>
      compareVersions(cuda, ended.last) > 0 &&
      isReachedWith(subject, placeOf(subject, item.node), cuda) === true,
  );
  return release === undefined ? undefined : besideProblem(subject, item, { ...ended, name, release });
}

/** `cudatoolkit ${{ cuda_compiler_version }}` also has values for CUDA 11; such a constraint is decided by value. */
function excludesAll(constraint: string, { last }: EndedPackage): boolean {
  const allowed = /^\d+(\.\d+)*$/.test(constraint) ? `${constraint}.*` : constraint;
  return constraint !== '' && haveCommonVersion(allowed, `<=${last}|${last}.*`) === false;
}

/** The releases that a level is built with. */
function releasesFor(subject: Subject, level: Level): string[] {
  const compiler = cudaCompilerItem(subject, level);
  return compiler && isCompiler(compiler, 'cuda') ? cudaReleases(subject) : requestedReleases(subject, level);
}

interface NamedEnded extends EndedPackage {
  name: string;
}

function laterProblem(subject: Subject, item: RequirementItem, { name, last, instead }: NamedEnded): Problem {
  const isCertain = isOnlyCondaForge(subject);
  return {
    at: placeOf(subject, item.node),
    severity: isCertain && isReached(subject, item) ? 'error' : 'warning',
    message: `\`${item.text}\` is not available: on conda-forge, ${name} ends with ${last}.`,
    why: isCertain
      ? 'The solver finds no candidates.'
      : 'If no other channel has it, the solver finds no candidates.',
    help: [instead, `Remove \`${item.text}\`.`],
  };
}

/** A condition may choose another platform. */
function isReached({ platform }: Subject, { conditions }: RequirementItem): boolean {
  return conditions.every((condition) => condition === 'unix' || condition === platform.replace(/-.*/, ''));
}

function besideProblem(
  subject: Subject,
  item: RequirementItem,
  { name, last, instead, release }: NamedEnded & { release: string },
): Problem {
  return {
    at: placeOf(subject, item.node),
    severity: 'warning',
    message: `\`${item.text}\` is required by a build with CUDA ${release}, but on conda-forge ${name} ends with ${last}.`,
    why: `cuda-version ${release} allows no ${name} of another release, so the solver finds no candidates, or the build uses the files of CUDA ${last}.`,
    help: [
      instead,
      `Require ${name} only for CUDA 11, for example under \`if: match(cuda_compiler_version, "<12")\`, or remove it.`,
    ],
  };
}
