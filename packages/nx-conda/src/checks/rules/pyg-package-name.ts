import { packageName } from '../../recipe/read/package-name';
import { channelOf, hasChannel, isProvided } from '../channel-names';
import { PYG_NAMES } from '../../knowledge/package-names';
import type { Problem } from '../finding';
import { commentOut, replaceItem } from '../../recipe/edit/requirement-edits';
import { namesFor, type RequirementItem } from '../../recipe/read/requirement-items';
import type { Rule } from '../rule';
import { type Subject } from '../subject';
import { placeOf } from '../../recipe/yaml/place';

/** Complication 8: PyTorch Geometric has other names on conda-forge than in its own channel and on PyPI. */
export const pygPackageName: Rule = {
  id: 'pyg-package-name',
  severity: 'error',
  summary: 'A package of PyTorch Geometric is required under a name that conda-forge does not have',
  *check(subject) {
    for (const item of subject.items) {
      const name = packageName(item.text);
      const conda = Object.hasOwn(PYG_NAMES, name) ? PYG_NAMES[name] : undefined;
      if (conda === undefined || channelOf(item.text) !== undefined || isProvided(subject, name)) continue;
      if (!hasChannel(subject, 'pyg')) yield problemOf(subject, item, { name, conda });
    }
  },
};

function problemOf(
  subject: Subject,
  item: RequirementItem,
  { name, conda }: { name: string; conda: string },
): Problem {
  const isAbsent = isProvided(subject, conda) === false;
  const isTwice = namesFor(subject, item.level, item.section).has(conda);
  const renamed = item.text.replace(new RegExp(`^${name}`, 'i'), conda);
  const edits = isAbsent || isTwice ? commentOut(subject, item) : replaceItem(subject, item, renamed);
  const description = isAbsent || isTwice ? `Comment ${name} out` : `Write ${renamed} for ${name}`;
  return {
    at: placeOf(subject, item.node),
    severity: item.section === 'run_constraints' ? 'warning' : 'error',
    message: `${name} is a name of ${name.startsWith('torch') ? 'PyPI' : 'the pyg channel'}; conda-forge calls it ${conda}.`,
    why: isAbsent
      ? `The solver finds no candidates for it, nor for ${conda}: no channel has either.`
      : 'The solver finds no candidates for it.',
    help: [
      `Write \`${renamed}\`.`,
      'If it is optional, leave it out: users who need it install it separately.',
      'Or add the pyg channel to "channels" in nx.json.',
    ],
    ...(edits.length > 0 && { fix: { description, edits } }),
  };
}
