import { conditionHolds } from '../../recipe/template/condition';
import { packageName } from '../../recipe/parts/package-name';
import { writtenNames } from '../written-names';
import { isTemplate } from '../../recipe/template/template';
import { hasRemoteChannel, isOnlyCondaForge, isProvided } from '../channel-names';
import { type ForeignName, foreignName, PYG_NAMES } from '../../knowledge/package-names';
import { condaForgeVersion } from '../../knowledge/conda-versions';
import type { Fix, Problem, Severity } from '../finding';
import { missingProblem, misspeltProblem } from '../unlisted-names';
import { replaceItem } from '../../recipe/edit/requirement-edits';
import { INSTALLED_SECTIONS, namesFor, type RequirementItem } from '../../recipe/parts/requirement-items';
import type { Rule } from '../rule';
import { type Subject } from '../subject';
import { placeOf } from '../../recipe/yaml/place';

const SECTIONS = [...INSTALLED_SECTIONS, 'run_constraints'];

/** Complication 5: a name from PyPI, or from another channel. */
export const unknownPackageName: Rule = {
  id: 'unknown-package-name',
  severity: 'error',
  summary: 'The recipe requires a package under a name that no channel has',
  *check(subject) {
    for (const item of subject.items) {
      for (const name of checkedNames(item)) {
        const problem = problemOf(subject, item, name);
        if (problem) yield problem;
      }
    }
  },
};

function problemOf(subject: Subject, item: RequirementItem, name: string): Problem | undefined {
  const isThere = isProvided(subject, name);
  if (isThere === true) return undefined;
  const foreign = foreignName(name);
  if (!foreign) {
    // Which value of a template this variant takes is not known here.
    const isKnown = !startsWithTemplate(item);
    if (!isKnown || !isMissing(subject, item)) return undefined;
    return isThere === false ? missingProblem(subject, item, name) : misspeltProblem(subject, item, name);
  }
  // A constraint on a name that conda-forge may have does no harm.
  const isHarmless = !foreign.isCertain && item.section === 'run_constraints';
  if (isHarmless || isFromChannel(subject, foreign)) return undefined;
  return foreignProblem(subject, item, { ...foreign, name });
}

/** Without names that another rule covers. */
function checkedNames(item: RequirementItem): string[] {
  if (!SECTIONS.includes(item.section)) return [];
  return writtenNames(item).filter((name) => !Object.hasOwn(PYG_NAMES, name));
}

function startsWithTemplate({ text }: RequirementItem): boolean {
  return isTemplate(text.split(/\s/)[0] ?? '');
}

/** A constraint needs no package, and a branch may be for another platform. Another rule is about no channel at all. */
function isMissing({ platform, workspace }: Subject, { section, conditions }: RequirementItem): boolean {
  const isUsed = conditions.every((condition) => conditionHolds(condition, platform) === true);
  return section !== 'run_constraints' && isUsed && workspace.channels.length > 0;
}

function isFromChannel(subject: Subject, { from }: ForeignName): boolean {
  const channel = /^the (.+) channel$/.exec(from)?.[1];
  return channel !== undefined && hasRemoteChannel(subject, channel);
}

interface NamedForeign extends ForeignName {
  name: string;
}

function foreignProblem(subject: Subject, item: RequirementItem, foreign: NamedForeign): Problem {
  const { name, from } = foreign;
  const text = replacementFor(item, foreign);
  // The rest of a template must stay.
  const isFixed = text !== undefined && !startsWithTemplate(item);
  const fix = isFixed ? replacementFix(subject, item, { ...foreign, text }) : undefined;
  return {
    at: placeOf(subject, item.node),
    severity: severityOf(subject, item, foreign),
    message: messageOf(foreign),
    why:
      foreign.isCertain || isProvided(subject, name) === false
        ? `The solver finds no candidates for ${name}.`
        : `If no channel has ${name}, the solver finds no candidates.`,
    help: [
      text === undefined
        ? `Remove ${name}. If your package needs files of this wheel, add the conda-forge package that contains these files.`
        : `Write \`${text}\`.`,
      ...(from.endsWith('channel')
        ? [`Or add ${from} to the option "channels" of nx-conda in nx.json.`]
        : []),
    ],
    ...(fix && { fix }),
  };
}

function messageOf({ name, from, conda, isCertain }: NamedForeign): string {
  if (!isCertain)
    return `${name} looks like a name from ${from}; on conda-forge, the package may ${conda === undefined ? 'not exist' : `be called ${conda}`}.`;
  if (conda === undefined) return `${name} is a name from ${from}; conda-forge has no such package.`;
  return `${name} is a name from ${from}; on conda-forge, the package is called ${conda}.`;
}

/** A constraint needs no package; an unknown channel may have it. */
function severityOf(
  subject: Subject,
  { section }: RequirementItem,
  { name, isCertain }: NamedForeign,
): Severity {
  const isAbsent = isProvided(subject, name) === false || (isOnlyCondaForge(subject) && isCertain);
  return isAbsent && section !== 'run_constraints' ? 'error' : 'warning';
}

function replacementFor(
  item: RequirementItem,
  { name, conda, requirement }: NamedForeign,
): string | undefined {
  if (requirement !== undefined) return requirement;
  if (conda === undefined) return undefined;
  if (startsWithTemplate(item)) return conda;
  const channel = /^.*::/.exec(item.text)?.[0] ?? '';
  return `${channel}${conda}${versionOf(item.text.slice(channel.length + name.length), conda)}`;
}

function versionOf(text: string, conda: string): string {
  const [, space = '', version = '', rest = ''] = /^(\s*)(\S*)([\s\S]*)$/.exec(text) ?? [];
  return `${space}${condaForgeVersion(conda, version)}${rest}`;
}

/** None if another channel may have the name, the new name does not exist either, or is in the list already. */
function replacementFix(
  subject: Subject,
  item: RequirementItem,
  foreign: NamedForeign & { text: string },
): Fix | undefined {
  const { name, conda = '', text, isCertain } = foreign;
  const isKnown = isProvided(subject, name) === false && isProvided(subject, conda) === true;
  if (!isKnown && !(isCertain && isOnlyCondaForge(subject))) return undefined;
  if (isTwice(subject, item, foreign) || isProvided(subject, conda) === false) return undefined;
  const edits = replaceItem(subject, item, text);
  return edits.length > 0 ? { description: `Write ${text} for ${name}`, edits } : undefined;
}

/** Whether the list requires the package already, by itself or under another name. */
function isTwice(
  subject: Subject,
  item: RequirementItem,
  { conda = '', text, requirement }: NamedForeign & { text: string },
): boolean {
  if (text !== conda && requirement !== undefined) return false;
  return namesFor(subject, item.level, item.section).has(conda) || hasOtherName(subject, item, conda);
}

/** Whether an earlier requirement names the same package in another way: `opencv-python-headless`. */
function hasOtherName(subject: Subject, item: RequirementItem, conda: string): boolean {
  const before = subject.items.slice(0, subject.items.indexOf(item));
  return before.some(({ level, section, conditions, text }) => {
    const isSame =
      level === item.level && section === item.section && `${conditions}` === `${item.conditions}`;
    const name = packageName(text);
    return isSame && name !== packageName(item.text) && foreignName(name)?.conda === conda;
  });
}
