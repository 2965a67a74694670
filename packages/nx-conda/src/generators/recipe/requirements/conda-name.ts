import { normalizeName } from '../../../source/requirements/normalize-name';
import { foreignName, PYG_NAMES } from '../../../knowledge/package-names';
import { oneLine } from '../text/untrusted-text';
import { condaForgeNames } from '../../../knowledge/conda-forge-names';
import { NAMES_ELSEWHERE } from '../../../knowledge/names-elsewhere';
import { SAME_NAMES } from '../../../knowledge/same-names';

/** The packages that a recipe can require, as far as known. */
export interface NameKnowledge {
  /** Packages that the workspace builds. */
  workspace: ReadonlySet<string>;
  /** Packages in its channels; undefined if a channel could not be read. */
  channels: ReadonlySet<string> | undefined;
}

/** The conda package of a PyPI distribution. */
export type CondaName =
  | { name: string; isKnown: boolean }
  /** Its files come with another package, or no package exists. */
  | { name: undefined; because: string };

/** PEP 503. */
export function normalisedName(name: string): string {
  return normalizeName(oneLine(name, 100));
}

/**
 * Uses the first match of: our own table, the names of PyTorch Geometric and of NVIDIA's wheels, the workspace and its
 * channels, the table of conda-forge's bot, the list of equal names. Unknown names are kept.
 */
export function condaNameOf(pypiName: string, knowledge: NameKnowledge): CondaName {
  const name = normalisedName(pypiName);
  if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name)) {
    return { name: undefined, because: 'the name is not a valid package name' };
  }
  const wheel = /^nvidia-[\w-]+-cu\d+$/.test(name) ? foreignName(name) : undefined;
  if (wheel) {
    const where = wheel.conda === undefined ? 'a package of conda-forge' : wheel.conda;
    return {
      name: undefined,
      because: `the library of this wheel is in ${where}. If the code links with the library, add the matching -dev package to host: its run export adds the library to the run requirements. If the code only loads the library at run time, add the package of the library to run`,
    };
  }
  const elsewhere = elsewhereOf(name, knowledge);
  if (elsewhere) return elsewhere;
  const mapped = condaForgeNames().get(name);
  const candidates = [...(mapped === undefined ? [] : [mapped]), ...spellings(pypiName, name)];
  const there = candidates.find((candidate) => isThere(candidate, knowledge));
  const known = there ?? mapped;
  return known === undefined ? { name, isKnown: SAME_NAMES.has(name) } : { name: known, isKnown: true };
}

function elsewhereOf(name: string, knowledge: NameKnowledge): CondaName | undefined {
  for (const table of [NAMES_ELSEWHERE, PYG_NAMES]) {
    if (Object.hasOwn(table, name)) return { name: table[name] ?? name, isKnown: true };
  }
  const foreign = foreignName(name);
  if (foreign?.conda === undefined) return undefined;
  const isListed = SAME_NAMES.has(foreign.conda) || condaForgeNames().get(name) === foreign.conda;
  return { name: foreign.conda, isKnown: foreign.isCertain || isListed || isThere(foreign.conda, knowledge) };
}

/** Whether the workspace or one of its known channels has a package. */
export function isThere(name: string, { workspace, channels }: NameKnowledge): boolean {
  return workspace.has(name) || channels?.has(name) === true;
}

/** Whether neither has it, for certain. */
export function isAbsent(name: string, knowledge: NameKnowledge): boolean {
  return knowledge.channels !== undefined && !isThere(name, knowledge);
}

/** conda-forge uses all three spellings. */
function spellings(written: string, name: string): string[] {
  const plain = oneLine(written, 100).toLowerCase();
  return [name, name.replaceAll('-', '_'), ...(/^[a-z0-9._-]+$/.test(plain) ? [plain] : [])];
}
