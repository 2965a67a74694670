import { formatBytes } from '../../../record/units';
import type { ReportedPackage, RunReport } from '../../run-report';
import { button, type Child, element } from './element';
import { link, list, pairs } from './facts';

/** Longer lists show more on demand. */
const SHOWN = 40;
/** Longer lists are closed at first. */
const OPEN = 12;

/** The facts of one package. */
export function packageDetails(entry: ReportedPackage, report: RunReport): HTMLElement {
  const { name, version, buildString, subdir, size, sha256, digest, path } = entry;
  const runExports = Object.entries(entry.runExports).flatMap(([kind, specs]) =>
    specs.map((spec) => `${kind}: ${spec}`),
  );
  const variant = Object.entries(entry.variant).map(([key, value]) => `${key}=${value}`);
  return element(
    'section',
    { class: 'package' },
    element('h3', {}, `${name} ${version}`),
    pairs([
      ['Build', buildString],
      ['Subdir', subdir],
      ['Size', `${formatBytes(size)} (${size.toLocaleString('en')} bytes)`],
      ['File', link(path, report)],
      ['sha256', element('code', {}, sha256)],
      ...(digest === undefined ? [] : [['Digest', element('code', {}, digest)] as [string, Child]]),
    ]),
    ...listBlock('Variant', variant),
    ...listBlock('Depends', entry.depends),
    ...listBlock('Run exports', runExports),
    ...listBlock('Host environment', entry.resolved.host),
    ...listBlock('Build environment', entry.resolved.build),
    ...listBlock('Files', entry.files, entry.fileCount),
  );
}

/** @param count of all, if not all are here */
function listBlock(title: string, items: string[], count = items.length): HTMLElement[] {
  if (count === 0) return [];
  const summary = element('summary', {}, title, element('span', { class: 'muted' }, ` ${count}`));
  const made = element('details', {}, summary);
  // Hidden lists are not in the page.
  made.addEventListener('toggle', () => {
    if (made.open && made.childElementCount === 1) made.append(...listOf(items, count));
  });
  made.open = count <= OPEN;
  if (made.open) made.append(...listOf(items, count));
  return [made];
}

function listOf(items: string[], count: number): HTMLElement[] {
  const shown = list(items.slice(0, SHOWN));
  const missing = count - items.length;
  const note = element(
    'p',
    { class: 'muted' },
    `${missing} more are in files.json in the output folder of the project.`,
  );
  const notes = missing > 0 ? [note] : [];
  if (items.length <= SHOWN) return [shown, ...notes];
  const more = button(`Show ${items.length - SHOWN} more`, 'Show all', () => {
    shown.append(...items.slice(SHOWN).map((item) => element('li', {}, item)));
    more.replaceWith(...notes);
  });
  return [shown, more];
}
