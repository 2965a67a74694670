const MOST_TYPOS = 2;

/** The closest of some names that differ from a name in at most two letters, in short names one; undefined if none does. */
export function closestName(name: string, names: readonly string[]): string | undefined {
  const most = name.length < 4 ? 1 : MOST_TYPOS;
  let closest: { name: string; typos: number } | undefined;
  for (const other of names) {
    if (Math.abs(other.length - name.length) > most) continue;
    const typos = distance(name, other);
    if (typos <= most && typos < (closest?.typos ?? MOST_TYPOS + 1)) closest = { name: other, typos };
  }
  return closest?.name;
}

/** The number of letters to change, add or remove. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
