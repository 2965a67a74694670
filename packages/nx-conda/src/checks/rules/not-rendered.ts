import type { Rule } from '../rule';
import { topOf } from '../subject';

/** The error of rattler-build from the project graph; the other rules know only the text. */
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
      help: ['To see the full output of rattler-build, run nx run <project>:conda-render'],
    };
  },
};
