import { compareVersions } from '../../../knowledge/versions';
import type { RequirementLine } from './requirement-lines';

/** Upstream may require conflicting versions for different Pythons; a noarch package gets one line for all of them. */
export function withoutContradictions(lines: readonly RequirementLine[]): RequirementLine[] {
  const groups = new Map<string, RequirementLine[]>();
  for (const one of lines) {
    const key = one.text === undefined ? `# ${one.comment}` : `${one.name} ${one.condition}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => (group[0] ? [oneFor(group[0], group)] : []));
}

/** Merges lines for the same package: the line that satisfies all, with the TODOs of the others. */
function oneFor(first: RequirementLine, group: readonly RequirementLine[]): RequirementLine {
  if (group.length < 2) return first;
  const bounded = group.filter((one) => versionOf(one) !== '');
  const versions = [...new Set(bounded.map(versionOf))];
  const decisive = versions.length < 2 ? versions[0] : highestOf(versions);
  const chosen = bounded.find((one) => versionOf(one) === decisive) ?? first;
  const todos = group
    .filter((one) => one !== chosen)
    .flatMap(({ comment = '' }) => comment.match(/^TODO: .*$/gm) ?? []);
  if (decisive !== undefined || bounded.length === 0) {
    return commented(chosen, [aboutMerged(chosen, group, versions), ...todos]);
  }
  const own = `TODO: choose a version constraint. The source requires ${first.name} ${versions.join(' or ')}, depending on the version of Python or the platform.`;
  return commented({ ...first, text: first.name }, [own, ...todos]);
}

/** The comment of the line that stands for a group. The condition of this line is not that of the requirement. */
function aboutMerged(
  { comment = '' }: RequirementLine,
  group: readonly RequirementLine[],
  versions: readonly string[],
): string | undefined {
  const isAlways = group.some((one) => !one.comment?.includes(ONLY_IF));
  if (versions.length < 2 && !isAlways) return comment;
  const others = comment.split('\n').filter((part) => part !== '' && !part.startsWith(ONLY_IF));
  const merged =
    versions.length < 2
      ? []
      : [
          `The source requires ${versions.join(' or ')}, depending on the version of Python or the platform. A noarch package has one constraint for all, so the recipe has the highest lower bound.`,
        ];
  const all = [...others, ...merged];
  return all.length > 0 ? all.join('\n') : undefined;
}

/** How the comment begins about a condition that a noarch package cannot have. */
export const ONLY_IF = 'The source requires this package only if ';

function versionOf({ name, text = '' }: RequirementLine): string {
  return text.slice(name.length).trim();
}

function commented(
  { text, name, condition }: RequirementLine,
  comments: readonly (string | undefined)[],
): RequirementLine {
  const all = [...new Set(comments.filter((comment) => comment !== undefined))];
  return {
    text,
    name,
    ...(condition !== undefined && { condition }),
    ...(all.length > 0 && { comment: all.join('\n') }),
  };
}

/** The highest of lower bounds; undefined if some are not lower bounds. */
function highestOf(versions: readonly string[]): string | undefined {
  const isBound = (version: string) => /^>=\d+(\.\d+)*$/.test(version);
  if (!versions.every(isBound)) return undefined;
  return [...versions].sort((a, b) => compareVersions(b.slice(2), a.slice(2)))[0];
}
