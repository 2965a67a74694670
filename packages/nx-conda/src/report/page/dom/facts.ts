import type { RunReport } from '../../run-report';
import { type Child, element } from './element';

/** A link from the report to a file beside it; other paths are only text. */
export function link(path: string, { outputRoot }: RunReport): Node | string {
  const inside = `${outputRoot}/`;
  if (!path.startsWith(inside)) return path;
  const href = path.slice(inside.length).split('/').map(encodeURIComponent).join('/');
  return element('a', { href: `./${href}` }, path);
}

export function list(items: string[], kind: 'ul' | 'ol' = 'ul'): HTMLElement {
  return element(kind, {}, ...items.map((item) => element('li', {}, item)));
}

export function block(title: string, ...content: Child[]): HTMLElement {
  return element('div', { class: 'block' }, element('h4', {}, title), ...content);
}

export function pairs(entries: [string, Child][]): HTMLElement {
  return element(
    'dl',
    {},
    ...entries.flatMap(([key, value]) => [element('dt', {}, key), element('dd', {}, value)]),
  );
}
