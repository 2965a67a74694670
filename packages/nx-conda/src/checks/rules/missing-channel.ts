import { packageName } from '../../recipe/parts/package-name';
import { isTemplate } from '../../recipe/template/template';
import { placeOf } from '../../recipe/yaml/place';
import { channelOf } from '../channel-names';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import { type Subject, topOf } from '../subject';

/** Without a channel, the solver knows only the packages that projects of the workspace build. */
export const missingChannel: Rule = {
  id: 'missing-channel',
  severity: 'error',
  summary: 'The workspace has no channel for packages that the recipe requires, or a channel does not exist',
  *check(subject) {
    for (const channel of subject.workspace.absentChannels ?? []) yield absentProblem(subject, channel);
    if (subject.workspace.channels.length === 0) yield* noChannelProblem(subject);
  },
};

function absentProblem(subject: Subject, { channel, folder }: { channel: string; folder: string }): Problem {
  return {
    at: topOf(subject),
    message: `The channel ${channel} does not exist: ${folder} is not a folder with a noarch/repodata.json.`,
    why: 'Every build with this channel stops at once.',
    help: [
      'Correct the option "channels" where it is set: in the options of nx-conda in nx.json, or of conda-build and conda-check in project.json. A relative path starts at the root of the workspace.',
      'If another command makes the channel, run that command first.',
    ],
  };
}

const SHOWN = 5;

/** Once, at the first of them. */
function* noChannelProblem(subject: Subject): Generator<Problem> {
  const { provides } = subject.workspace;
  const own = subject.levels.flatMap(({ name }) => subject.scope.valuesOf(name).texts);
  const items = subject.items.filter(
    ({ section, conditions, text }) =>
      ['build', 'host', 'run', 'tests'].includes(section) &&
      conditions.length === 0 &&
      !isTemplate(text.split(/\s/)[0] ?? ''),
  );
  const outside = items
    .filter(({ text }) => channelOf(text) === undefined)
    .map(({ node, text }) => ({ node, name: packageName(text) }))
    .filter(
      ({ name }) => name !== '' && !name.startsWith('__') && !provides.has(name) && !own.includes(name),
    );
  const names = [...new Set(outside.map(({ name }) => name))];
  const [first] = outside;
  if (!first) return;
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  yield {
    at: placeOf(subject, first.node),
    message: `The workspace has no channel, and no project builds ${names.slice(0, SHOWN).join(', ')}${more}.`,
    why: 'The solver then knows only packages of the workspace, and finds no candidates.',
    help: [
      'The option "channels" is an empty list, in the options of nx-conda in nx.json, or of conda-build and conda-check in project.json. Add a channel to this list, for example "conda-forge", or remove the option: by default, nx-conda uses conda-forge.',
      'Or add recipes for these packages to the workspace.',
    ],
  };
}
