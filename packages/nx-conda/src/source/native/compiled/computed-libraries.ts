import type { BuildFile } from '../../python-project/build-code';

/** `extension.libraries += libraries`, `libraries=get_libraries()`, `"libraries": names`; not lists of strings. */
const COMPUTED =
  /\blibraries["']?\]?[ \t]*(?:\+?=(?!=)|:|\.extend\()[ \t]*(?!\[|None\b|list\b|List\b|str\b|Sequence\b)([A-Za-z_][^\n#]{0,120})/;
const MAX_PLACES = 3;

/** Where build code computes the libraries that it links: `setup.py:12 (libraries=find())`. */
export function computedLibraries(files: readonly BuildFile[]): string[] {
  return files
    .flatMap(({ name, text }) =>
      text.split('\n').flatMap((line, index) => {
        const isCode = line.length < 300 && !/^\s*(#|def\b)/.test(line) && COMPUTED.test(line);
        return isCode ? [`${name}:${index + 1} (${line.trim().replace(/,$/, '')})`] : [];
      }),
    )
    .slice(0, MAX_PLACES);
}
