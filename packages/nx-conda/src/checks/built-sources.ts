import { branches, child, textOf } from '../recipe/yaml/nodes';
import type { Source } from '../recipe/parts/sources';
import type { Subject } from './subject';

const TEXT =
  /(^|\/)((un)?licen[cs]e|copying|notice|copyright|readme)[^/]*$|\.(txt|md|rst|html|pdf|patch|diff)$/i;

/**
 * The addresses of the sources that a recipe builds, with their templates filled in. Without single texts, such as a
 * licence of a bundled library, and without parts that are put below the top folder beside another source.
 */
export function builtSources({ sources, scope }: Pick<Subject, 'sources' | 'scope'>): string[] {
  const whole = sources.filter((source) => !isText(source));
  const tops = whole.filter(({ node }) => child(node, 'target_directory') === undefined);
  return (tops.length > 0 ? tops : whole).flatMap(({ location }) =>
    [...branches(location)].flatMap((node) => {
      const text = textOf(node) ?? '';
      return [text, ...scope.valuesOf(text).texts];
    }),
  );
}

function isText({ kind, node, text }: Source): boolean {
  const name = textOf(child(node, 'file_name')) ?? text.replace(/[?#].*$/, '');
  return kind === 'url' && TEXT.test(name);
}
