import { edge } from './edge';
import { svg } from './element';
import type { Levels } from '../levels';
import { lineage, taskOf } from '../model';
import { detailOf } from './named-nodes';
import type { View } from '../view';

/** Squares without names, and the edges of the selected build. */
export function squares({ width, height, nodes, titles }: Levels, view: View): SVGSVGElement {
  const places = new Map(nodes.map((node) => [node.id, node]));
  const headings = titles.map(({ x, text }) => svg('text', { class: 'detail', x, y: 14 }, text));
  const boxes = nodes.map(({ id, x, y, width: side }) => {
    const task = taskOf(id, view.model);
    return svg(
      'g',
      { class: `square ${task.status}`, 'data-task': id },
      svg('title', {}, `${task.project}\n${detailOf(task)}`),
      svg('rect', { x, y, width: side, height: side, rx: 3 }),
    );
  });
  const { selected } = view.choice;
  const related = selected === undefined ? new Set<string>() : lineage(selected, view.model);
  const lines = [...related].flatMap((id) =>
    (view.model.byId.get(id)?.dependsOn ?? [])
      .filter((other) => related.has(other))
      .flatMap((other) => {
        const [from, to] = [places.get(other), places.get(id)];
        if (!from || !to) return [];
        const [y1, y2] = [from.y + from.height / 2, to.y + to.height / 2];
        const points = [
          { x: from.x + from.width, y: y1 },
          { x: to.x, y: y2 },
        ];
        return [edge(other, id, points)];
      }),
  );
  return svg('svg', { width, height, viewBox: `0 0 ${width} ${height}` }, ...headings, ...lines, ...boxes);
}
