import type { TaskStatus } from '../../run-report';
import { element } from './element';

/** Status as text with a mark of its color: color alone tells nothing to some. */
export function statusMark(status: TaskStatus): HTMLElement {
  return element('span', { class: `status ${status}` }, status);
}

/** In the order of importance. */
export const STATUSES: TaskStatus[] = ['failed', 'built', 'remote', 'reused', 'skipped', 'tested'];
