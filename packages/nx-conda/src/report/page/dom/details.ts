import { formatSeconds } from '../../../record/units';
import type { TaskReport } from '../../run-report';
import { button, type Child, element } from './element';
import { block, link, list, pairs } from './facts';
import { packageDetails } from './package-details';
import { statusMark } from './status';
import type { View } from '../view';

/** More related tasks are only counted. */
const MOST_TASKS = 40;

/** A panel with all facts of the selected task; its content is made when it opens. */
export function details(view: View): HTMLElement {
  const panel = element('aside', { id: 'details', 'aria-label': 'Details', tabindex: -1 });
  panel.hidden = true;
  view.onChange((before) => {
    const { selected } = view.choice;
    if (selected === before.selected) return;
    const task = selected === undefined ? undefined : view.model.byId.get(selected);
    panel.hidden = task === undefined;
    panel.replaceChildren(...(task ? contentOf(task, view) : []));
    panel.scrollTop = 0;
  });
  return panel;
}

function contentOf(task: TaskReport, view: View): HTMLElement[] {
  const { failure, changes } = task;
  return [
    element(
      'header',
      {},
      element(
        'h2',
        {},
        task.project,
        element('span', { class: 'muted' }, task.kind === 'test' ? ' tests' : ''),
      ),
      button('×', 'Close (Esc)', () => view.select(undefined)),
    ),
    element('p', {}, statusMark(task.status), describe(task)),
    ...(failure ? [block('Cause', element('pre', {}, failure.cause))] : []),
    ...(failure && failure.steps.length > 0 ? [block('Next steps', list(failure.steps, 'ol'))] : []),
    ...(changes
      ? [
          block(
            'Changed inputs',
            changes.length > 0
              ? list(changes)
              : element(
                  'p',
                  { class: 'muted' },
                  'None. The build ran anyway, for example because of --skip-nx-cache.',
                ),
          ),
        ]
      : []),
    facts(task, view),
    ...tasksBlock('Waits for', task.dependsOn, view),
    ...tasksBlock('Needed by', view.model.dependents.get(task.id) ?? [], view),
    ...task.packages.map((entry) => packageDetails(entry, view.model.report)),
    ...(failure && failure.log.length > 0
      ? [block('End of the log', element('pre', { class: 'log' }, failure.log.join('\n')))]
      : []),
  ];
}

/** ` in 20 min 02 s`, `, saved 8.2 s` */
function describe({ status, time, buildSeconds }: TaskReport): string {
  if (status === 'reused' || status === 'remote')
    return buildSeconds === undefined ? '' : `, saved ${formatSeconds(buildSeconds)}`;
  return time ? ` in ${formatSeconds(time.seconds)}` : '';
}

function facts({ id, recipe, log }: TaskReport, { model }: View): HTMLElement {
  return pairs([
    ['Task', id],
    ['Recipe', recipe],
    ...(log === undefined ? [] : [['Log', link(log, model.report)] as [string, Child]]),
  ]);
}

function tasksBlock(title: string, ids: string[], view: View): HTMLElement[] {
  if (ids.length === 0) return [];
  const links = ids
    .slice(0, MOST_TASKS)
    .map((id) => button(id.replace(/:[^:]*$/, ''), id, () => view.select(id)));
  const more = ids.length > MOST_TASKS ? ` and ${ids.length - MOST_TASKS} more` : undefined;
  return [block(title, element('div', { class: 'tasks' }, ...links, more))];
}
