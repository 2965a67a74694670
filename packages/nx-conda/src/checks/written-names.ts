import { packageName } from '../recipe/parts/package-name';
import { namesOf, type RequirementItem } from '../recipe/parts/requirement-items';
import { isTemplate } from '../recipe/template/template';
import { channelOf } from './channel-names';

/**
 * The names in a requirement on conda-forge, as the recipe writes them: also those in the texts of a template,
 * `${{ "torch >=2" if linux }}`. None for a name that a template makes, which is known only roughly.
 */
export function writtenNames(item: RequirementItem): string[] {
  const { text } = item;
  if (isTemplate(text.split(/\s/)[0] ?? '')) return quotedNames(item);
  const channel = channelOf(text);
  return channel === undefined || channel === 'conda-forge' ? [packageName(text)] : [];
}

/** Only if nothing is written before or after the template, or joined to the text. */
function quotedNames(item: RequirementItem): string[] {
  const { text } = item;
  if (!/^\$\{\{[^{}]*\}\}$/.test(text.trim()) || /[|~+%(]/.test(text)) return [];
  const quoted = [...text.matchAll(/"([^"]*)"|'([^']*)'/g)].map(([, a, b]) => packageName(a ?? b ?? ''));
  const names = new Set(namesOf(item));
  return [...new Set(quoted)].filter((name) => name !== '' && names.has(name));
}
