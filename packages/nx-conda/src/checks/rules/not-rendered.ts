import type { Rule } from '../rule';
import { topOf } from '../subject';

/** What rattler-build says when the project graph is made: the rest of the check knows only the text. */
export const notRendered: Rule = {
  id: 'not-rendered',
  severity: 'warning',
  summary: 'rattler-build could not render the recipe',
  *check(subject) {
    const { notRendered: reason } = subject.workspace;
    if (reason === undefined) return;
    yield {
      at: topOf(subject),
      message: 'rattler-build could not render the recipe.',
      why: reason,
      help: ['See the whole of what it says: nx run <project>:conda-render'],
    };
  },
};
