import type { TaskReport } from '../../run-report';
import { button, element, section } from './element';
import { layered } from '../layout';
import { levels } from '../levels';
import { lineage } from '../model';
import { boxesOf, namedNodes } from './named-nodes';
import { squares } from './squares';
import { mark } from './timeline';
import type { View } from '../view';

/** With more nodes, names do not help: each is a square, and only the edges of the selection are drawn. */
const MOST_NAMED = 120;
const LEVEL_ROWS = 24;

/** The builds and what they wait for. */
export function graph(view: View): HTMLElement | undefined {
  const builds = view.model.report.tasks.filter(({ kind }) => kind === 'build');
  if (builds.length === 0) return undefined;
  const frame = element('div', {
    ...{ class: 'frame graph', tabindex: 0, role: 'group', 'aria-label': 'Dependencies' },
  });
  let isRelated = false;
  const related = button(
    'Only related',
    'Show only the selected build, the builds that it waits for, and the builds that wait for it',
    () => {
      isRelated = !isRelated;
      draw();
    },
  );
  const draw = () => {
    const chosen = selectedBuild(view);
    related.disabled = chosen === undefined;
    related.setAttribute('aria-pressed', String(isRelated && chosen !== undefined));
    const shown = isRelated && chosen ? builds.filter(among(lineage(chosen.id, view.model))) : builds;
    frame.replaceChildren(picture(shown, view, frame.clientWidth));
    mark(frame, view);
    markLineage(frame, view);
  };
  drawWhenVisible(frame, draw);
  view.onChange((before) => {
    if (frame.childElementCount === 0) return;
    if (before.selected !== view.choice.selected) draw();
    else mark(frame, view);
  });
  return section('dependencies', 'Dependencies', [related], frame);
}

function selectedBuild({ choice: { selected }, model }: View): TaskReport | undefined {
  const task = selected === undefined ? undefined : model.byId.get(selected);
  return task?.kind === 'build' ? task : undefined;
}

/** The layout takes a moment, and most readers look at the top of the page first. */
function drawWhenVisible(frame: HTMLElement, draw: () => void): void {
  const drawOnce = () => {
    observer.disconnect();
    if (frame.childElementCount === 0) draw();
  };
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) drawOnce();
    },
    { rootMargin: '200px' },
  );
  observer.observe(frame);
  addEventListener('beforeprint', drawOnce);
}

function among(ids: Set<string>): (task: TaskReport) => boolean {
  return ({ id }) => ids.has(id);
}

function picture(tasks: TaskReport[], view: View, width: number): SVGSVGElement {
  const shown = new Set(tasks.map(({ id }) => id));
  const drawn =
    tasks.length <= MOST_NAMED
      ? namedNodes(layered(boxesOf(tasks), edgesOf(tasks, shown), width), view)
      : squares(
          levels([...shown], (id) => view.model.byId.get(id)?.dependsOn ?? [], LEVEL_ROWS),
          view,
        );
  drawn.addEventListener('click', (event) => {
    view.select((event.target as Element).closest('[data-task]')?.getAttribute('data-task') ?? undefined);
  });
  return drawn;
}

function edgesOf(tasks: TaskReport[], shown: Set<string>): [string, string][] {
  return tasks.flatMap(({ id, dependsOn }) =>
    dependsOn.filter((other) => shown.has(other)).map((other): [string, string] => [other, id]),
  );
}

/** Shows what the selected build waits for and what waits for it. */
function markLineage(frame: Element, view: View): void {
  const build = selectedBuild(view);
  const related = build && lineage(build.id, view.model);
  const isRelated = (id: string | null) => related?.has(id ?? '') ?? false;
  frame.classList.toggle('focused', related !== undefined);
  for (const node of frame.querySelectorAll('[data-task]'))
    node.classList.toggle('related', isRelated(node.getAttribute('data-task')));
  for (const edge of frame.querySelectorAll('.edge')) {
    const ends = [edge.getAttribute('data-from'), edge.getAttribute('data-to')];
    edge.classList.toggle('related', ends.every(isRelated));
  }
}
