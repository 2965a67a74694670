import { followScripts } from '../../recipe/reads/follow-scripts';
import { mentionsOf } from '../../recipe/reads/mentions';
import { uniqueUnhashed, type UnhashedRead } from '../../recipe/reads/named-reads';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import type { Subject } from '../subject';
import { offsetAt } from '../../recipe/yaml/place';

/** If a text does not say which files are read, a cached package may be outdated. */
export const unhashedRead: Rule = {
  id: 'unhashed-read',
  severity: 'warning',
  summary: 'The recipe or a script reads something that nx-conda cannot determine before the build',
  *check(subject) {
    for (const read of readsOf(subject)) yield* problemOf(subject, read);
  },
};

/** The rule missing-source-hash covers remote sources. */
function readsOf(subject: Subject): UnhashedRead[] {
  const { scripts, unhashed } = mentionsOf(subject.recipe, [], subject.scope);
  const followed = followScripts(scripts, (path) => subject.besides.get(path)?.text, subject.scope);
  return uniqueUnhashed([...unhashed, ...followed.unhashed]).filter(({ isRemote }) => !isRemote);
}

function* problemOf(
  subject: Subject,
  { file: path, line, column, message }: UnhashedRead,
): Generator<Problem> {
  const file = [subject.file, ...subject.besides.values()].find((one) => one.path === path);
  if (!file) return;
  const start = offsetAt(file, line, column);
  const end = file.text.indexOf('\n', start);
  yield {
    at: { file, start, end: end < 0 ? file.text.length : end },
    message,
    why: 'Nx cannot hash what is read here, so every run rebuilds the project.',
    help: [
      "In the option `reads` of conda-build in project.json, list the files that the build reads here, as patterns relative to the recipe's folder. If nx-conda already detects all files that the build reads, set an empty list.",
      `The check does not read this option: above this line, also add the comment \`${/\.(bat|cmd)$/i.test(path) ? 'rem' : '#'} nx-conda-ignore unhashed-read: <reason>\`.`,
      'Or write the whole path or the name of the environment variable, without values that are known only during the build.',
    ],
  };
}
