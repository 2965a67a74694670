import type { Branch } from './shell-branches';

/**
 * The branches of a batch file that are open at its end.
 * @param before the file up to a place, without comments
 */
export function openBatchBranches(before: string): Branch[] {
  const open: (Branch | undefined)[] = [];
  const lines = before.split('\n');
  for (const line of lines) {
    const [, test, isBlock] = /^\s*@?if\s+(?:\/i\s+)?(.*?)(\(\s*)?\r?$/i.exec(line) ?? [];
    const next = /^\s*\)\s*else\s*(?:if\s+(.*?))?\(\s*\r?$/i.exec(line);
    if (next) open.push(otherwise(open.pop(), next[1]));
    else if (test !== undefined && isBlock !== undefined) open.push({ test: test.trim(), failed: [] });
    else follow(line, open);
  }
  const [, test] =
    /^\s*@?if\s+(?:\/i\s+)?((?:not\s+)?\S+?\s*(?:==\s*\S+|\s(?:equ|neq|lss|leq|gtr|geq)\s+\S+))\s/i.exec(
      lines.at(-1) ?? '',
    ) ?? [];
  return [
    ...open.filter((branch) => branch !== undefined),
    ...(test === undefined ? [] : [{ test, failed: [] }]),
  ];
}

function otherwise(branch: Branch | undefined, test: string | undefined): Branch {
  const failed = [...(branch?.failed ?? []), ...(branch?.test === undefined ? [] : [branch.test])];
  return { ...(test !== undefined && { test: test.trim() }), failed };
}

/** Other blocks: `for ... do (`. */
function follow(line: string, open: (Branch | undefined)[]): void {
  if (/\(\s*\r?$/.test(line)) open.push(undefined);
  if (/^\s*\)\s*\r?$/.test(line)) open.pop();
}
