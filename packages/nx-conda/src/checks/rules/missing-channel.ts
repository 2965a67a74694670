import { packageName } from '../../recipe/parts/package-name';
import { conditionHolds } from '../../recipe/template/condition';
import { isTemplate } from '../../recipe/template/template';
import { placeOf } from '../../recipe/yaml/place';
import { channelOf, hasChannel } from '../channel-names';
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
    else yield* otherChannelProblems(subject);
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

/** A requirement that names its channel is only looked for there; rattler-build adds no channel (0.74). */
function* otherChannelProblems(subject: Subject): Generator<Problem> {
  const seen = new Set<string>();
  for (const { section, text, node, conditions } of subject.items) {
    const channel = channelOf(text)?.replace(SUBDIR, '');
    if (channel === undefined || !/^[\w.-]+$/.test(channel) || !USED.includes(section)) continue;
    if (hasChannel(subject, channel) || seen.has(channel)) continue;
    seen.add(channel);
    const isUsed = conditions.every((condition) => conditionHolds(condition, subject.platform) === true);
    yield {
      at: placeOf(subject, node),
      severity: isUsed ? 'error' : 'warning',
      message: `\`${text}\` names the channel ${channel}, which is not a channel of the workspace.`,
      why: `The solver does not read ${channel}, and finds no candidates.`,
      help: [
        `Write the requirement without \`${channel}::\`, if another channel has the package.`,
        `Or add ${channel} to the option "channels" of nx-conda in nx.json.`,
      ],
    };
  }
}

/** A channel may be written with one of its folders: `conda-forge/linux-64::numpy`. */
const SUBDIR = /\/(noarch|(linux|osx|win|emscripten|wasi)-\w+)$/;
const USED = ['build', 'host', 'run', 'tests'];
const SHOWN = 5;

/** Once, at the first of them. */
function* noChannelProblem(subject: Subject): Generator<Problem> {
  const { provides } = subject.workspace;
  const own = subject.levels.flatMap(({ name }) => subject.scope.valuesOf(name).texts);
  const items = subject.items.filter(
    ({ section, conditions, text }) =>
      USED.includes(section) && conditions.length === 0 && !isTemplate(text.split(/\s/)[0] ?? ''),
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
