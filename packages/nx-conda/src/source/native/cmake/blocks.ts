import type { Argument, Command } from './read-commands';

/** A statement of a CMake file, with its body. */
export type Statement =
  | { kind: 'command'; command: Command }
  | { kind: 'if'; branches: Branch[] }
  /** `foreach`, `while`, `block`. */
  | { kind: 'loop'; command: Command; body: Statement[] }
  /** `function`, `macro`. */
  | { kind: 'definition'; command: Command; body: Statement[] };

/** @property condition undefined for `else` */
export interface Branch {
  condition: Argument[] | undefined;
  body: Statement[];
}

/** Deeper blocks become part of the block around them. */
const MAX_DEPTH = 60;
const ENDS: ReadonlyMap<string, Statement['kind']> = new Map([
  ['endif', 'if'],
  ['endforeach', 'loop'],
  ['endwhile', 'loop'],
  ['endblock', 'loop'],
  ['endfunction', 'definition'],
  ['endmacro', 'definition'],
]);
const STARTS: ReadonlyMap<string, 'loop' | 'definition'> = new Map([
  ['foreach', 'loop'],
  ['while', 'loop'],
  ['block', 'loop'],
  ['function', 'definition'],
  ['macro', 'definition'],
]);

interface Open {
  kind: Statement['kind'];
  branches: Branch[];
  body: Statement[];
}

/** Nests the commands of a file. */
export function blocksOf(commands: readonly Command[]): Statement[] {
  const top: Open = { kind: 'command', branches: [], body: [] };
  const open: Open[] = [top];
  for (const command of commands) {
    const inner = open.at(-1) ?? top;
    const ended = ENDS.get(command.name);
    if (ended !== undefined) close(open, ended);
    else if (command.name === 'elseif' || command.name === 'else') startBranch(inner, command);
    else {
      const { statement, started } = startOf(command);
      inner.body.push(statement);
      if (started && open.length < MAX_DEPTH) open.push(started);
    }
  }
  return top.body;
}

function close(open: Open[], kind: Statement['kind']): void {
  if (open.length > 1 && open.at(-1)?.kind === kind) open.pop();
}

function startBranch(open: Open, { name, args }: Command): void {
  if (open.kind !== 'if') return;
  const body: Statement[] = [];
  open.branches.push({ condition: name === 'else' ? undefined : args, body });
  open.body = body;
}

function startOf(command: Command): { statement: Statement; started?: Open } {
  const body: Statement[] = [];
  if (command.name === 'if') {
    const branches: Branch[] = [{ condition: command.args, body }];
    return { statement: { kind: 'if', branches }, started: { kind: 'if', branches, body } };
  }
  const kind = STARTS.get(command.name);
  if (kind === undefined) return { statement: { kind: 'command', command } };
  return { statement: { kind, command, body }, started: { kind, branches: [], body } };
}
