import { knownNames } from './known-names';

/** In shorter names, two packages often differ in two neighbouring letters. */
const SWAPPED_FROM = 5;
/** In shorter names, two packages often differ in one letter. */
const CHANGED_FROM = 9;

let spellings: ReadonlyMap<string, string> | undefined;

/**
 * The name of conda-forge that a name no list has is almost certainly meant to be: with other dashes and underscores
 * (`pytorch_gpu`), two letters swapped (`numyp`), a letter twice (`numppy`), or, in a long name, one letter wrong. Of
 * conda-forge's 12,000 names that are at hand, only those in known-names.ts are wrongly found.
 */
export function misspellingOf(name: string): string | undefined {
  const { often, all } = knownNames();
  if (all.has(name)) return undefined;
  spellings ??= new Map([...often].map((other) => [plain(other), other]));
  return spellings.get(plain(name)) ?? [...often].find((other) => isTypo(name, other));
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[-_.]/g, '');
}

function isTypo(name: string, meant: string): boolean {
  if (Math.abs(name.length - meant.length) > 1 || meant.length < SWAPPED_FROM) return false;
  const same = sameStart(name, meant);
  if (/\d/.test(`${name[same] ?? ''}${meant[same] ?? ''}`)) return false;
  const place = { same, isInside: isInside(same, meant) };
  if (name.length === meant.length) return isSwappedOrChanged(name, meant, place);
  return name.length < meant.length ? isShorter(name, meant, place) : isLonger(name, meant, place);
}

/** @property same the number of letters at the beginning that are the same */
interface TypoPlace {
  same: number;
  isInside: boolean;
}

function isSwappedOrChanged(name: string, meant: string, { same, isInside: mayChange }: TypoPlace): boolean {
  const isSwapped = name[same] === meant[same + 1] && meant[same] === name[same + 1];
  if (isSwapped && name.slice(same + 2) === meant.slice(same + 2)) return true;
  return mayChange && name.slice(same + 1) === meant.slice(same + 1);
}

function isShorter(name: string, meant: string, { same, isInside: mayChange }: TypoPlace): boolean {
  return mayChange && name.slice(same) === meant.slice(same + 1);
}

function isLonger(name: string, meant: string, { same, isInside: mayChange }: TypoPlace): boolean {
  const isTwice = same > 0 && name[same] === name[same - 1];
  return (isTwice || mayChange) && name.slice(same + 1) === meant.slice(same);
}

/** Whether one letter may differ there: prefixes and endings make other packages. */
function isInside(place: number, meant: string): boolean {
  return meant.length >= CHANGED_FROM && place > 0 && place < meant.length - 1;
}

function sameStart(a: string, b: string): number {
  let count = 0;
  while (count < Math.min(a.length, b.length) && a[count] === b[count]) count += 1;
  return count;
}
