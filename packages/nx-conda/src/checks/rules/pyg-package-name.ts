import { hasRemoteChannel, isProvided } from '../channel-names';
import { PYG_NAMES, PYG_TWINS } from '../../knowledge/package-names';
import type { Problem } from '../finding';
import { commentOut, replaceItem } from '../../recipe/edit/requirement-edits';
import { namesFor, type RequirementItem } from '../../recipe/parts/requirement-items';
import type { Rule } from '../rule';
import { writtenNames } from '../written-names';
import { type Subject } from '../subject';
import { placeOf } from '../../recipe/yaml/place';

/** Complication 8: PyTorch Geometric has other names on conda-forge than in its own channel and on PyPI. */
export const pygPackageName: Rule = {
  id: 'pyg-package-name',
  severity: 'error',
  summary: 'The recipe requires a PyTorch Geometric package under a name that conda-forge lacks',
  *check(subject) {
    for (const item of subject.items) {
      for (const name of writtenNames(item)) {
        const conda = Object.hasOwn(PYG_NAMES, name) ? PYG_NAMES[name] : undefined;
        if (conda === undefined || isProvided(subject, name) || hasRemoteChannel(subject, 'pyg')) continue;
        const twin = isProvided(subject, name) === false ? undefined : PYG_TWINS[name];
        if (twin === undefined) yield problemOf(subject, item, { name, conda });
        else if (twin === 'archived') yield archivedProblem(subject, item, { name, conda });
      }
    }
  },
};

function problemOf(
  subject: Subject,
  item: RequirementItem,
  { name, conda }: { name: string; conda: string },
): Problem {
  const state = stateOf(subject, item, conda);
  const renamed = renamedIn(item, name, conda);
  const edits = state === 'open' ? replaceItem(subject, item, renamed) : commentOut(subject, item);
  const description = state === 'open' ? `Write ${renamed} for ${name}` : `Comment ${name} out`;
  return {
    at: placeOf(subject, item.node),
    severity: item.section === 'run_constraints' ? 'warning' : 'error',
    message: `${name} is a name from ${originOf(name)}; on conda-forge, the package is called ${conda}.`,
    why:
      state === 'absent'
        ? `The solver finds no candidates: no channel has a package named ${name} or ${conda}.`
        : `The solver finds no candidates for ${name}.`,
    help: helpFor(state, { name, conda, renamed }),
    ...(edits.length > 0 && { fix: { description, edits } }),
  };
}

/** The requirement may name a channel, or be a text in a template. */
function renamedIn({ text }: RequirementItem, name: string, conda: string): string {
  return text.replace(
    new RegExp(`(^|::|["'])${name}(?![\\w.-])`, 'gi'),
    (_match, before: string) => before + conda,
  );
}

/** conda-forge keeps the packages of archived feedstocks: the solver may find one. */
function archivedProblem(
  subject: Subject,
  item: RequirementItem,
  { name, conda }: { name: string; conda: string },
): Problem {
  return {
    at: placeOf(subject, item.node),
    severity: 'warning',
    message: `conda-forge no longer builds ${name}; the package is now called ${conda}.`,
    why: `The last builds of ${name} fit only old releases of PyTorch.`,
    help: [`Write \`${renamedIn(item, name, conda)}\`.`],
  };
}

/** `twice`: conda-forge's name is required already; `absent`: no channel has it. */
type State = 'twice' | 'absent' | 'open';

function stateOf(subject: Subject, item: RequirementItem, conda: string): State {
  if (namesFor(subject, item.level, item.section).has(conda)) return 'twice';
  return isProvided(subject, conda) === false ? 'absent' : 'open';
}

function originOf(name: string): 'PyPI' | 'the pyg channel' {
  return name.startsWith('torch') ? 'PyPI' : 'the pyg channel';
}

function helpFor(
  state: State,
  { name, conda, renamed }: { name: string; conda: string; renamed: string },
): string[] {
  const optional = 'If the package is optional, leave it out: users who need it install it separately.';
  const steps = {
    twice: [`Remove ${name}: ${conda} is already required.`],
    absent: [optional, `Or write \`${renamed}\`, and add a recipe or a channel that provides ${conda}.`],
    open: [`Write \`${renamed}\`.`, optional],
  }[state];
  const channel = 'Or add the pyg channel to the option "channels" of nx-conda in nx.json.';
  return originOf(name) === 'PyPI' ? steps : [...steps, channel];
}
