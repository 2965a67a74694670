import { svg } from './element';
import type { Point } from '../layout';

/** A line between two builds, through points. */
export function edge(from: string, to: string, points: Point[]): SVGPathElement {
  return svg('path', { class: 'edge', d: curve(points), 'data-from': from, 'data-to': to });
}

/** A line that leaves and enters nodes horizontally. */
function curve(points: Point[]): string {
  return points
    .map(({ x, y }, index) => {
      const before = points[index - 1];
      if (!before) return `M${x} ${y}`;
      const middle = (before.x + x) / 2;
      return `C${middle} ${before.y} ${middle} ${y} ${x} ${y}`;
    })
    .join('');
}
