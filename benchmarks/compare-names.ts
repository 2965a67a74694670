/** A requirement name of a generated recipe. */
export interface Comparison {
  recipe?: string;
  name: string;
  /** `spelled`: the peer has it with other dashes, underscores or dots; `alone`: the peer has nothing like it. */
  verdict: 'same' | 'spelled' | 'other' | 'alone';
  /** The peer's alternatives that share a word with it. */
  others: string[];
}

/** @param names of the generated recipe. @param peer of a recipe for the same source */
export function compareNames(names: readonly string[], peer: ReadonlySet<string>): Comparison[] {
  const plain = new Set([...peer].map(plainly));
  // A peer's name that is also ours is not an alternative for another name.
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

/** Without meaningless words: `python-build` and `python-abi` are different things. */
function wordsOf(name: string): string[] {
  return plainly(name)
    .split('-')
    .filter((word) => word.length > 1 && !['python', 'py', 'linux', '64', 'core', 'base'].includes(word));
}
