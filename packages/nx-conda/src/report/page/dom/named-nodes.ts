import { formatBytes } from '../../../record/units';
import type { TaskReport } from '../../run-report';
import { edge } from './edge';
import { svg } from './element';
import type { Box, Layout } from '../layout';
import { bytesOf, taskOf } from '../model';
import type { View } from '../view';

const HEIGHT = 42;
const NAME_CHARACTER = 8;
const DETAIL_CHARACTER = 6.6;
const MOST_CHARACTERS = 28;

function nameOf({ project }: TaskReport): string {
  return project.length > MOST_CHARACTERS ? `${project.slice(0, MOST_CHARACTERS - 1)}…` : project;
}

/** The places that builds need: of the same width, so that the nodes of a layer are aligned. */
export function boxesOf(tasks: TaskReport[]): Box[] {
  const widths = tasks.map((task) =>
    Math.max(nameOf(task).length * NAME_CHARACTER, detailOf(task).length * DETAIL_CHARACTER),
  );
  const width = Math.ceil(Math.max(0, ...widths)) + 26;
  return tasks.map(({ id }) => ({ id, width, height: HEIGHT }));
}

/** `built · 1.2 MiB` */
export function detailOf(task: TaskReport): string {
  const bytes = bytesOf(task);
  return bytes > 0 ? `${task.status} · ${formatBytes(bytes)}` : task.status;
}

/** Boxes with names, sizes and edges. */
export function namedNodes({ width, height, nodes, edges }: Layout, view: View): SVGSVGElement {
  const most = Math.max(1, ...nodes.map(({ id }) => bytesOf(taskOf(id, view.model))));
  const lines = edges.map(({ from, to, points }) => edge(from, to, points));
  const boxes = nodes.map((node) => {
    const task = taskOf(node.id, view.model);
    const { x, y } = node;
    const share = Math.sqrt(bytesOf(task) / most) * (node.width - 16);
    return svg(
      'g',
      {
        class: `node ${task.status}${view.model.critical.has(task.id) ? ' critical' : ''}`,
        'data-task': task.id,
      },
      svg('title', {}, `${task.project}\n${detailOf(task)}`),
      svg('rect', { class: 'box', x, y, width: node.width, height: node.height, rx: 6 }),
      svg('rect', { class: 'stripe', x, y: y + 6, width: 4, height: node.height - 12, rx: 2 }),
      svg('text', { class: 'name', x: x + 14, y: y + 17 }, nameOf(task)),
      svg('text', { class: 'detail', x: x + 14, y: y + 31 }, detailOf(task)),
      svg('rect', {
        class: 'size',
        x: x + 12,
        y: y + node.height - 5,
        width: Math.max(0, share),
        height: 2,
        rx: 1,
      }),
    );
  });
  return svg('svg', { width, height, viewBox: `0 0 ${width} ${height}` }, ...lines, ...boxes);
}
