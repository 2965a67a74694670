import { readFile } from 'node:fs/promises';
import { git } from './fetch/git';

/** The result of applying a patch to a source. */
export type PatchOutcome =
  | { kind: 'applies' }
  /** Applies with reduced context, which rattler-build also accepts (0.74). */
  | { kind: 'loose' }
  /** The source already contains all of it. */
  | { kind: 'contained' }
  /** @property problems one for each hunk: `setup.py, hunk 2 (@@ -3,5 +3,5 @@)` */
  | { kind: 'fails'; problems: string[] };

/** rattler-build also detects the number of leading folders. */
const WAYS = [
  ['applies', '-p1'],
  ['applies', '-p0'],
  ['loose', '-p1', '-C1'],
] as const;

/**
 * Applies a patch to a source as far as possible, as later patches may depend on it.
 * @param folder a git repository
 * @param patch absolute path
 */
export async function tryPatch(folder: string, patch: string): Promise<PatchOutcome> {
  for (const [kind, ...options] of WAYS) {
    if (!(await apply(folder, [...options, '--check'], patch)).isDone) continue;
    await apply(folder, options, patch);
    return { kind };
  }
  if ((await apply(folder, ['--check', '--reverse'], patch)).isDone) return { kind: 'contained' };
  const { output } = await apply(folder, ['--reject', '--verbose'], patch);
  const headers = hunkHeaders(await readFile(patch, 'utf8').catch(() => ''));
  return { kind: 'fails', problems: problemsIn(output, headers) };
}

async function apply(
  folder: string,
  options: readonly string[],
  patch: string,
): Promise<{ isDone: boolean; output: string }> {
  const { exitCode, stderr } = await git(['apply', ...options, '--', patch], { folder });
  return { isDone: exitCode === 0, output: stderr };
}

/** The headers of the hunks of each file, by the file's name. */
export function hunkHeaders(patch: string): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  let hunks: string[] = [];
  let old = '';
  for (const line of patch.split(/\r?\n/)) {
    const [, mark, name = ''] = /^(---|\+\+\+) (?:[ab]\/)?([^\t]+)/.exec(line) ?? [];
    if (mark === '---') old = name;
    else if (mark === '+++') headers.set(name === '/dev/null' ? old : name, (hunks = []));
    else if (line.startsWith('@@ ')) hunks.push(line.replace(/ @@.*/, ' @@'));
  }
  return headers;
}

/**
 * Parses the output of `git apply --reject --verbose` (2.30 to 2.50, in English): `Checking patch F...`,
 * `error: F: No such file or directory`, `Applying patch F with 1 reject...`, `Rejected hunk #2.`
 */
export function problemsIn(output: string, headers: ReadonlyMap<string, string[]>): string[] {
  const problems: string[] = [];
  let file = '';
  for (const line of output.split('\n')) {
    file = PROGRESS.exec(line)?.[1] ?? file;
    const problem = problemIn(line, file, headers);
    if (problem !== undefined) problems.push(problem);
  }
  if (problems.length > 0) return problems;
  return [output.split('\n').find((line) => line.startsWith('error: ')) ?? 'git cannot read the patch'];
}

const PROGRESS = /^(?:Checking|Applying) patch (.+?)(?: => .+)?(?: with \d+ rejects?)?\.\.\.$/;

function problemIn(line: string, file: string, headers: ReadonlyMap<string, string[]>): string | undefined {
  const missing = /^error: (.+): No such file or directory$/.exec(line)?.[1];
  if (missing !== undefined) return `${missing} no longer exists`;
  const hunk = /^Rejected hunk #(\d+)\.$/.exec(line)?.[1];
  if (hunk === undefined) return undefined;
  const header = headers.get(file)?.[Number(hunk) - 1];
  return `${file}, hunk ${hunk}${header ? ` (${header})` : ''}`;
}
