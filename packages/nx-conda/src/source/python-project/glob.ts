/** Whether a name fits a pattern with `*` and `?`, in time that does not depend on how often `*` occurs. */
export function matchesGlob(name: string, pattern: string): boolean {
  let [at, position] = [0, 0];
  let star: { at: number; position: number } | undefined;
  while (at < name.length) {
    const wanted = pattern[position];
    if (wanted === '*') star = { at, position: position++ };
    else if (wanted !== undefined && (wanted === '?' || wanted === name[at])) {
      at++;
      position++;
    } else if (star) {
      at = ++star.at;
      position = star.position + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(position));
}
