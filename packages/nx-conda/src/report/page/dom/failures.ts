import type { TaskReport } from '../../run-report';
import { button, element, section } from './element';
import type { View } from '../view';

/** Many failures must not push the rest of the page out of sight. */
const SHOWN = 4;

/** @returns undefined if no task failed. */
export function failures(view: View): HTMLElement | undefined {
  const failed = view.model.report.tasks.filter(({ status }) => status === 'failed');
  if (failed.length === 0) return undefined;
  const title = failed.length === 1 ? '1 task failed' : `${failed.length} tasks failed`;
  const made = section('failures', title, [], ...failed.slice(0, SHOWN).map((task) => failure(task, view)));
  const others = failed.slice(SHOWN);
  if (others.length === 0) return made;
  const more = button(`Show ${others.length} more`, 'Show all failures', showAll);
  more.className = 'more';
  addEventListener('beforeprint', showAll);
  made.append(more);
  return made;

  function showAll(): void {
    if (more.isConnected) more.replaceWith(...others.map((task) => failure(task, view)));
  }
}

function failure({ id, failure: found, recipe }: TaskReport, view: View): HTMLElement {
  const { cause = '', steps = [] } = found ?? {};
  const open = button(id, 'Show details', () => view.select(id));
  return element(
    'article',
    { class: 'failure' },
    element('h3', {}, open, element('span', { class: 'muted' }, recipe)),
    element('pre', {}, cause),
    ...(steps.length > 0 ? [element('ol', {}, ...steps.map((step) => element('li', {}, step)))] : []),
  );
}
