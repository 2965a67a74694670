/** A name that a generated recipe asks for. */
export interface Comparison {
  recipe?: string;
  name: string;
  /** `spelled`: the peer has it with other dashes, underscores or dots; `alone`: the peer has nothing like it. */
  verdict: 'same' | 'spelled' | 'other' | 'alone';
  /** What the peer has in its place, by its words. */
  others: string[];
}

/** @param names of the generated recipe. @param peer of a recipe for the same source */
export function compareNames(names: readonly string[], peer: ReadonlySet<string>): Comparison[] {
  const plain = new Set([...peer].map(plainly));
  // A name of the peer that is one of ours is no other name for another.
  const ours = new Set(names.map(plainly));
  const left = [...peer].filter((name) => !ours.has(plainly(name)));
  return names.map((name) => {
    if (peer.has(name)) return { name, verdict: 'same', others: [] };
    if (plain.has(plainly(name))) return { name, verdict: 'spelled', others: [] };
    const others = left.filter((other) => wordsOf(other).some((word) => wordsOf(name).includes(word)));
    return { name, verdict: others.length > 0 ? 'other' : 'alone', others };
  });
}

function plainly(name: string): string {
  return name.replace(/[_.]/g, '-');
}

/** Without those that say nothing: `python-build` and `python-abi` are different things. */
function wordsOf(name: string): string[] {
  return plainly(name)
    .split('-')
    .filter((word) => word.length > 1 && !['python', 'py', 'linux', '64', 'core', 'base'].includes(word));
}
