import type { SourceFolder } from '../source-folder';

const FILE =
  /^(un)?(licen[cs]e|copying|copyright|notice|patents)([._-].*)?$|^[^/]*[._-]licen[cs]e(\.(txt|md|rst))?$/i;
const NO_TEXT = /\.(py|pyc|js|json|html|sh|spdx|toml|ya?ml|tmpl|in)$/i;
/** Licenses of crates, as cargo-bundle-licenses writes them. */
const OF_CRATES = 'THIRDPARTY.yml';
const MAX_FILES = 20;

/** License files at the top of a source and in `LICENSES`, the main one first. */
export function licenseFiles(source: SourceFolder): string[] {
  const top = source.entries('').filter((name) => FILE.test(name) && !NO_TEXT.test(name) && source.has(name));
  const inFolder = source.files.filter((name) => /^licen[cs]es\/[^/]+$/i.test(name) && !NO_TEXT.test(name));
  const found = [...top.sort(byImportance), ...inFolder, ...[OF_CRATES].filter((name) => source.has(name))];
  return (found.length > 0 ? found : oneFolderDown(source)).slice(0, MAX_FILES);
}

/** License files one folder down, for sources with several languages. */
function oneFolderDown(source: SourceFolder): string[] {
  const named = source.files.filter(
    (name) => /^[^/]+\/[^/]+$/.test(name) && FILE.test(name.split('/')[1] ?? ''),
  );
  return named.filter((name) => !NO_TEXT.test(name) && !/^(third_?party|vendor|external)\//i.test(name));
}

function byImportance(a: string, b: string): number {
  return importance(a) - importance(b) || (a < b ? -1 : 1);
}

function importance(name: string): number {
  if (/^(licen[cs]e|unlicense|copying)(\.(txt|md|rst))?$/i.test(name)) return 0;
  return /licen[cs]e|copying/i.test(name) ? 1 : 2;
}
