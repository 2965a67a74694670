import { formatSeconds } from '../../../record/units';
import type { TaskReport, TaskTime } from '../../run-report';
import { button, element, section, svg } from './element';
import { tickLabel, ticks } from '../ticks';
import type { View } from '../view';

const ROW = 26;
const BAR = 20;
const LEFT = 28;
const AXIS = 24;
const CHARACTER = 6.6;
const MOST_ZOOM = 64;

interface Bar {
  task: TaskReport;
  time: TaskTime;
}

/** The tasks as bars, in a row for each worker. */
export function timeline(view: View): HTMLElement | undefined {
  const bars = view.model.report.tasks.flatMap((task): Bar[] =>
    task.time ? [{ task, time: task.time }] : [],
  );
  if (bars.length === 0) return undefined;
  let zoom = 1;
  const frame = element('div', { class: 'frame', tabindex: 0, role: 'group', 'aria-label': 'Timeline' });
  const draw = () => {
    const drawn = drawing(bars, view, Math.max(320, innerWidthOf(frame)) * zoom);
    frame.replaceChildren(drawn);
    mark(drawn, view);
  };
  const zoomBy = (factor: number) => () => {
    zoom = Math.min(MOST_ZOOM, Math.max(1, zoom * factor));
    draw();
  };
  view.onChange(() => mark(frame, view));
  new ResizeObserver(draw).observe(frame);
  const controls = [button('−', 'Zoom out', zoomBy(0.5)), button('+', 'Zoom in', zoomBy(2))];
  return section('timeline', 'Timeline', [legend(), ...controls], frame);
}

/** Without padding. */
function innerWidthOf(frame: HTMLElement): number {
  const { paddingLeft, paddingRight } = getComputedStyle(frame);
  return frame.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
}

function legend(): HTMLElement {
  return element('span', { class: 'legend' }, element('i', { class: 'outline' }), 'critical path');
}

function drawing(bars: Bar[], view: View, width: number): SVGSVGElement {
  const { start, end, totals } = view.model.report;
  const length = Math.max(1, Math.max(end, ...bars.map(({ time }) => time.end)) - start);
  const scale = (at: number) => LEFT + ((at - start) / length) * (width - LEFT - 2);
  const height = totals.workers * ROW + AXIS;
  const axis = ticks(length / 1000, Math.max(2, width / 90)).map((seconds) => {
    const x = scale(start + seconds * 1000);
    const anchor = x > width - 30 ? 'end' : 'middle';
    return svg(
      'g',
      { class: 'tick' },
      svg('line', { x1: x, x2: x, y1: 0, y2: height - AXIS }),
      svg('text', { x, y: height - 8, 'text-anchor': anchor }, tickLabel(seconds)),
    );
  });
  const rows = Array.from({ length: totals.workers }, (_, row) =>
    svg(
      'text',
      { class: 'row', x: LEFT - 8, y: row * ROW + ROW / 2 + 4, 'text-anchor': 'end' },
      String(row + 1),
    ),
  );
  const drawn = bars.map((bar) => barOf(bar, view, scale));
  const picture = svg(
    'svg',
    { width, height, viewBox: `0 0 ${width} ${height}` },
    ...axis,
    ...rows,
    ...drawn,
  );
  picture.addEventListener('click', (event) => {
    const id = (event.target as Element).closest('[data-task]')?.getAttribute('data-task');
    view.select(id ?? undefined);
  });
  return picture;
}

function barOf({ task, time }: Bar, view: View, scale: (at: number) => number): SVGGElement {
  const x = scale(time.start);
  const width = Math.max(2, scale(time.end) - x - 1);
  const y = time.worker * ROW + (ROW - BAR) / 2;
  const name = task.kind === 'build' ? task.project : `${task.project} test`;
  const room = Math.floor((width - 8) / CHARACTER);
  const label = name.length <= room ? name : room > 3 ? `${name.slice(0, room - 1)}…` : undefined;
  const isCritical = view.model.critical.has(task.id);
  return svg(
    'g',
    { class: `bar ${task.status} ${task.kind}${isCritical ? ' critical' : ''}`, 'data-task': task.id },
    svg('title', {}, `${task.id}\n${task.status}, ${formatSeconds(time.seconds)}`),
    svg('rect', { x, y, width, height: BAR, rx: Math.min(3, width / 2) }),
    ...(label === undefined ? [] : [svg('text', { x: x + 5, y: y + BAR / 2 + 4 }, label)]),
  );
}

/** Dims what the search did not find, and marks the selection. */
export function mark(frame: Element, view: View): void {
  const found = view.found();
  for (const one of frame.querySelectorAll('[data-task]')) {
    const id = one.getAttribute('data-task') ?? '';
    one.classList.toggle('dim', found !== undefined && !found.has(id));
    one.classList.toggle('selected', view.choice.selected === id);
  }
}
