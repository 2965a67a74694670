import { parseRequirements } from '../requirements/parse-requirement';
import type { SourceFolder } from '../source-folder';
import type { Distribution } from './distribution';

const FILE = /^([^/]+\/)?[^/]+\.egg-info\/requires\.txt$/;

/**
 * The requirements in the requires.txt that setuptools wrote into an sdist, as computed when the sdist was made: for a
 * setup.py that cannot be followed. Undefined if the source is not an sdist, or has no such file.
 */
export function readRequiresTxt(source: SourceFolder): Distribution | undefined {
  const file = source.has('PKG-INFO') ? source.files.find((name) => FILE.test(name)) : undefined;
  const text = file === undefined ? undefined : source.read(file);
  if (file === undefined || text === undefined) return undefined;
  const { requires, isComplete } = parseRequirements(requirementsIn(text));
  return { file, requires, unread: isComplete ? [] : ['requires'] };
}

/** Sections: `[:marker]`, `[extra]` and `[extra:marker]`; those of extras are left out. */
function requirementsIn(text: string): string[] {
  let marker: string | undefined = '';
  return text.split(/\r?\n/).flatMap((line) => {
    const written = line.trim();
    const [, section] = /^\[(.*)\]$/.exec(written) ?? [];
    if (section !== undefined) marker = section.startsWith(':') ? section.slice(1) : undefined;
    if (section !== undefined || written === '' || marker === undefined) return [];
    return [marker === '' ? written : `${written}; ${marker}`];
  });
}
