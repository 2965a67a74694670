import { closestName } from '../knowledge/closest-name';
import { misspellingOf } from '../knowledge/misspelling';
import type { RequirementItem } from '../recipe/parts/requirement-items';
import { placeOf } from '../recipe/yaml/place';
import type { Problem } from './finding';
import type { Subject } from './subject';

// Names that are neither in a channel on this machine nor in the tables of names from elsewhere.

/** For names that a remote channel may have after all. */
export function misspeltProblem(subject: Subject, item: RequirementItem, name: string): Problem | undefined {
  const meant = misspellingOf(name);
  const isOwn = subject.levels.some((level) => subject.scope.valuesOf(level.name).texts.includes(name));
  if (meant === undefined || isOwn) return undefined;
  return {
    at: placeOf(subject, item.node),
    severity: 'warning',
    message: `${name} looks like a misspelling of ${meant}, a package of conda-forge.`,
    why: `If no channel has ${name}, the solver finds no candidates.`,
    help: [
      `If you mean ${meant}, write \`${item.text.replace(/^(.*::)?[^\s=<>!~[]+/, (_all, channel: string | undefined) => `${channel ?? ''}${meant}`)}\`.`,
      `If a channel has ${name}, add the comment \`# nx-conda-ignore unknown-package-name: <reason>\` to this line.`,
    ],
  };
}

/** For names that no channel has, all of which are on this machine. */
export function missingProblem(subject: Subject, item: RequirementItem, name: string): Problem {
  const close = similarNames(subject, name);
  return {
    at: placeOf(subject, item.node),
    message: `Neither a channel nor a project of the workspace has a package named ${name}.`,
    why: `The solver finds no candidates for ${name}.`,
    help: [
      close.length > 0
        ? `Did you mean ${close.join(' or ')}?`
        : `Add a recipe for ${name} to the workspace. Or, in the option "channels" of nx-conda in nx.json, add a channel that contains ${name}.`,
    ],
  };
}

/** Other spellings, else a name with few other letters, first among those that the workspace builds. */
function similarNames({ workspace }: Subject, name: string): string[] {
  const own = [...workspace.provides.keys()];
  const all = [...own, ...(workspace.channelPackages ?? [])];
  const alike = all.filter((other) => plain(other) === plain(name));
  if (alike.length > 0) return [...new Set(alike)].sort();
  const close = closestName(name, own) ?? closestName(name, all);
  return close === undefined ? [] : [close];
}

function plain(name: string): string {
  return name.toLowerCase().replace(/^python-|[-_.]/g, '');
}
