/** The output of a script that failed, from a log of rattler-build. */
export interface ScriptOutput {
  lines: string[];
  /** Exit status; undefined if the log does not contain it. */
  status?: number;
}

/** Each script starts after the last of these lines. */
const START = /^✔ Successfully updated the (?:build|host|test) environment|^Testing commands:/;
const END = /(?:ERROR|:) .*\bScript failed with status (\d+)|^Error: {3}[×x]/;

/**
 * The lines between the start of the last script and its failure.
 * @param log without colors.
 */
export function failedScript(log: string): ScriptOutput | undefined {
  const lines = log.split('\n');
  const end = lines.findIndex((line) => END.test(line));
  if (end < 0 || !/Script failed (?:to execute|with status)/.test(log)) return undefined;
  const start = lines.findLastIndex((line, index) => index < end && START.test(line));
  const status = /Script failed with status (\d+)/.exec(log)?.[1];
  return { lines: lines.slice(start + 1, end), ...(status !== undefined && { status: Number(status) }) };
}

/** The command that bash, told by rattler-build to print each command, began last. */
export function lastCommand(lines: readonly string[]): { at: number; command: string } | undefined {
  const at = lines.findLastIndex((line) => /^\+ \S/.test(line));
  return at < 0 ? undefined : { at, command: (lines[at] ?? '').slice(2) };
}
