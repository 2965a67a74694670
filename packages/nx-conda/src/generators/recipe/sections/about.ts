import type { SourceFacts } from '../../../source/source-facts';
import { crateLicenses } from '../crate-licenses';
import type { RecipePlan } from '../plan';
import { literal, oneLine } from '../text/untrusted-text';
import { noted, type YamlEntries, type YamlValue } from '../text/yaml-value';
import { licenseOf } from './license';

/** `about:`, with a TODO for each missing fact. */
export function aboutSection(plan: RecipePlan): YamlEntries {
  const { facts, name, kind } = plan;
  const crates = crateLicenses(plan);
  const summary = summaryOf(facts);
  const homepage = webAddress(facts.homepage);
  const own = facts.licenseFiles.filter(isFileName).map((file) => literal(file));
  const files = [...own, ...crates.files];
  // A metapackage has no source with a license file.
  const hasFiles = files.length > 0 && kind !== 'meta';
  return {
    summary: summary === '' ? noted('TODO: describe the package.', name) : summary,
    ...(homepage !== undefined && { homepage }),
    license: licenseEntry(facts, kind === 'meta' || own.length > 0),
    ...(hasFiles && { license_file: noted(crates.todo, files.length === 1 ? (files[0] ?? '') : files) }),
  };
}

/** The texts that tools write into new projects describe nothing. */
const PLACEHOLDER = /^(add your description here|a short description of your project|todo)\W*$/i;

function summaryOf({ summary = '' }: SourceFacts): string {
  const text = literal(oneLine(summary));
  return PLACEHOLDER.test(text) ? '' : text;
}

function licenseEntry(facts: SourceFacts, isComplete: boolean): YamlValue {
  if (facts.license === undefined) {
    return noted(
      'TODO: set the license, as an SPDX expression like MIT. nx-conda found no license.',
      'LicenseRef-Unknown',
    );
  }
  const { text, todo } = licenseOf(facts.license);
  return noted([contradiction(facts, text), todo ?? openVersion(facts) ?? missingText(isComplete)], text);
}

function contradiction({ otherLicenses = [] }: SourceFacts, license: string): string | undefined {
  if (otherLicenses.length === 0) return undefined;
  const files = otherLicenses.map((one) => oneLine(one, 120)).join(', ');
  return `TODO: find out the license. This recipe has ${license}, but the source contradicts itself (${files}).`;
}

function openVersion({ isLicenseVersionOpen }: SourceFacts): string | undefined {
  if (isLicenseVersionOpen !== true) return undefined;
  return 'TODO: check whether later versions of the license are allowed. nx-conda found no statement about this in the source. If they are allowed, the identifier below must end with -or-later, otherwise with -only.';
}

function missingText(isComplete: boolean): string | undefined {
  if (isComplete) return undefined;
  return 'TODO: put a license file beside the recipe, and set license_file. The source contains no license file.';
}

function webAddress(address: string | undefined): string | undefined {
  const line = oneLine(address ?? '', 500);
  if (!/^https?:\/\//i.test(line) || !URL.canParse(line)) return undefined;
  return literal(line);
}

/** Whether a path is in the source and not a pattern: rattler-build expands globs here. */
function isFileName(file: string): boolean {
  const parts = file.split('/');
  const isHarmless = file.length <= 200 && file === oneLine(file) && !/[\\*?[\]{}!$:]/.test(file);
  return isHarmless && parts.every((part) => part !== '' && part !== '.' && part !== '..');
}
