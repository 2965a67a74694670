import type { RunReport } from '../../run-report';
import { details } from './details';
import { element } from './element';
import { failures } from './failures';
import { graph } from './graph';
import { modelOf } from '../model';
import { summary } from './summary';
import { table } from './table';
import { themeButton } from './theme';
import { timeline } from './timeline';
import { View } from '../view';

const report = JSON.parse(document.getElementById('report')?.textContent ?? '') as RunReport;
const view = new View(modelOf(report));
const theme = themeButton();
const search = element('input', {
  type: 'search',
  placeholder: 'Search packages  /',
  'aria-label': 'Search packages',
  autocomplete: 'off',
});

document.title = `${report.workspace}: report of a run`;
const panel = details(view);
const parts = [summary(view), failures(view), timeline(view), graph(view), table(view)];
document.body.append(
  element('header', { class: 'top' }, title(), element('div', { class: 'controls' }, search, theme)),
  element('main', {}, ...parts, footer()),
  panel,
);
search.addEventListener('input', () => view.change({ query: search.value }));
view.onChange(() => {
  document.body.classList.toggle('with-details', view.choice.selected !== undefined);
  const hash = view.choice.selected === undefined ? '' : `#${encodeURIComponent(view.choice.selected)}`;
  if (location.hash !== hash) history.replaceState(null, '', hash || location.pathname + location.search);
});
addEventListener('hashchange', openFromHash);
addEventListener('keydown', shortcuts);
openFromHash();

function title(): HTMLElement {
  const when = new Date(report.start).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return element(
    'h1',
    {},
    report.workspace,
    element('span', { class: 'muted' }, ` conda packages · ${when}`),
  );
}

function footer(): HTMLElement {
  const keys = [
    ['/', 'search'],
    ['↑ ↓', 'move in the table'],
    ['Enter', 'details'],
    ['Esc', 'close'],
    ['t', 'light or dark'],
  ];
  const words = keys.flatMap(([key, what]) => [element('kbd', {}, key), ` ${what ?? ''}  `]);
  return element('footer', { class: 'muted' }, ...words);
}

function openFromHash(): void {
  const id = decoded(location.hash.slice(1));
  view.select(view.model.byId.has(id) ? id : undefined);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function shortcuts(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isTyping = event.target instanceof HTMLInputElement;
  if (event.key === 'Escape') return escape(isTyping);
  if (isTyping) return;
  if (event.key === '/') {
    event.preventDefault();
    search.focus();
  }
  if (event.key === 't') theme.click();
}

/** Closes the details, or else ends the search. */
function escape(isTyping: boolean): void {
  if (view.choice.selected !== undefined) return view.select(undefined);
  search.value = '';
  view.change({ query: '', status: undefined });
  if (isTyping) search.blur();
}
