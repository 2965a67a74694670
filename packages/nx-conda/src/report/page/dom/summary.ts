import { formatBytes, formatSeconds } from '../../../record/units';
import type { RunReport, TaskStatus } from '../../run-report';
import { type Child, element } from './element';
import { statusMark, STATUSES } from './status';
import type { View } from '../view';

/** The totals; a click on the number of a status shows only its tasks. */
export function summary(view: View): HTMLElement {
  const { report } = view.model;
  const { totals, criticalPath } = report;
  const builds = STATUSES.flatMap((status) => {
    const count = status === 'tested' ? 0 : totals.builds[status];
    return count > 0 ? [statusFilter(view, status, count)] : [];
  });
  return element(
    'div',
    { class: 'summary' },
    group('builds', ...builds),
    ...testsOf(report),
    fact(formatBytes(totals.bytes), totals.packages === 1 ? '1 package' : `${totals.packages} packages`),
    fact(formatSeconds(totals.seconds), 'run time'),
    fact(formatSeconds(totals.savedSeconds), 'saved by reuse'),
    fact(formatSeconds(criticalPath.seconds), 'critical path'),
    fact(String(totals.workers), totals.workers === 1 ? 'worker' : 'workers'),
  );
}

function testsOf({ totals: { tests } }: RunReport): HTMLElement[] {
  const total = Object.values(tests).reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  const passed = total - tests.failed - tests.skipped;
  const text = passed < total ? `${passed} of ${total}` : String(total);
  const marks = tests.failed > 0 ? [' ', statusMark('failed')] : [];
  return [fact(text, tests.reused === total ? 'tests reused' : 'tests passed', ...marks)];
}

function group(label: string, ...children: Child[]): HTMLElement {
  return element(
    'div',
    { class: 'fact builds' },
    element('div', { class: 'numbers' }, ...children),
    element('span', {}, label),
  );
}

function fact(value: string, label: string, ...more: Child[]): HTMLElement {
  return element('div', { class: 'fact' }, element('strong', {}, value), element('span', {}, label, ...more));
}

function statusFilter(view: View, status: TaskStatus, count: number): HTMLElement {
  const title = `Show only packages with the result ${status}`;
  const made = element(
    'button',
    { type: 'button', title, 'aria-pressed': 'false' },
    element('strong', {}, String(count)),
    statusMark(status),
  );
  made.addEventListener('click', () =>
    view.change({ status: view.choice.status === status ? undefined : status }),
  );
  view.onChange(() => made.setAttribute('aria-pressed', String(view.choice.status === status)));
  return made;
}
