import { satisfies, versionConstraint } from '../../knowledge/versions';
import { conditionHolds } from '../../recipe/template/condition';
import { INSTALLED_SECTIONS, type RequirementItem } from '../../recipe/parts/requirement-items';
import { placeOf } from '../../recipe/yaml/place';
import { channelOf } from '../channel-names';
import { endedProblem } from '../ended-packages';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import type { Subject } from '../subject';

/** Packages of the workspace come before those of the channels. */
export const unavailableVersion: Rule = {
  id: 'unavailable-version',
  severity: 'error',
  summary: 'The recipe requires a version that neither the workspace nor a channel has',
  *check(subject) {
    for (const item of subject.items) {
      if (
        !INSTALLED_SECTIONS.includes(item.section) ||
        !isUsed(subject, item) ||
        channelOf(item.text) !== undefined
      )
        continue;
      const problem = endedProblem(subject, item) ?? notOffered(subject, item);
      if (problem) yield problem;
    }
  },
};

function notOffered(subject: Subject, item: RequirementItem): Problem | undefined {
  const [name, ...others] = new Set(item.requirements.map((one) => one.name));
  if (name === undefined || others.length > 0) return undefined;
  const offered = offeredVersions(subject, name);
  if (!offered || offered.versions.length === 0 || isOffered(item, offered.versions)) return undefined;
  return problemOf(subject, item, { name, ...offered });
}

/** A branch may be for another platform. */
function isUsed({ platform }: Subject, { conditions }: RequirementItem): boolean {
  return conditions.every((condition) => conditionHolds(condition, platform) === true);
}

interface Offered {
  versions: string[];
  isOfWorkspace: boolean;
  /** False if a channel may have others, which the order of channels usually hides. */
  isCertain: boolean;
}

/** Undefined if they are not known. */
function offeredVersions({ workspace, levels, scope }: Subject, name: string): Offered | undefined {
  // A recipe may need an older build of itself.
  if (levels.some((level) => scope.valuesOf(level.name).texts.includes(name))) return undefined;
  const inChannels = versionsInChannels(workspace, name);
  if (!workspace.provides.has(name))
    return inChannels && { versions: inChannels, isOfWorkspace: false, isCertain: true };
  const built = workspace.versions?.get(name);
  return (
    built && {
      versions: [...built, ...(inChannels ?? [])],
      isOfWorkspace: true,
      isCertain: inChannels !== undefined,
    }
  );
}

function versionsInChannels(
  { channels, channelVersions }: Subject['workspace'],
  name: string,
): string[] | undefined {
  if (channels.length === 0) return [];
  return channelVersions && [...(channelVersions.get(name) ?? [])];
}

/** Only plain numbers can be compared. */
function isOffered({ requirements }: RequirementItem, versions: string[]): boolean {
  return requirements.some(({ spec }) => {
    const constraint = versionConstraint(spec);
    if (spec.startsWith('pin_') || constraint === '' || !/^[\d.,|<>=!~*]+$/.test(constraint)) return true;
    // `libgrid 1` also means 1.0.
    const fuzzy = /^\d+(\.\d+)*$/.test(constraint) ? `${constraint}.*` : constraint;
    return versions.some((version) => !/^\d+(\.\d+)*$/.test(version) || satisfies(version, fuzzy) !== false);
  });
}

const SHOWN = 5;

function problemOf(
  subject: Subject,
  item: RequirementItem,
  { name, versions, isOfWorkspace, isCertain }: Offered & { name: string },
): Problem {
  const list = [...new Set(versions)].slice(-SHOWN).join(', ');
  return {
    at: placeOf(subject, item.node),
    severity: isCertain ? 'error' : 'warning',
    message: `\`${item.text}\` is not available: ${isOfWorkspace ? 'the workspace builds' : 'the channels have'} ${name} ${list}.`,
    why: isCertain
      ? 'The solver finds no candidates.'
      : `Packages of the workspace come before those of the channels: with rattler-build's strict channel priority, the solver does not look for ${name} in a channel.`,
    help: [
      `Require a version that is available, for example \`${name} >=${versions.at(-1) ?? ''}\`.`,
      isOfWorkspace
        ? `Or let the recipe of ${name} build the version that you need.`
        : `Or add a channel that has the version that you need, or a recipe that builds it.`,
    ],
  };
}
