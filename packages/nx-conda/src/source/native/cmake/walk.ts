import { posix } from 'node:path';
import { readArchitectureVariables } from './architecture-variables';
import { type Branch, blocksOf, type Statement } from './blocks';
import { evaluate } from './conditions';
import { FOUND_COMMANDS, type Place, readWords } from './found-commands';
import { type CmakeFiles, isElsewhere, SourcePaths } from './paths';
import { type Found, nothingFound } from './project-facts';
import { type Argument, argumentsIn, type Command, readCommands } from './read-commands';
import { ALWAYS, type Guard, within } from './reasons';
import { demandsOf, packagesAskedFor } from './demands';
import { Scope, type Variable } from './scope';
import { declaredOption, KNOWN } from './own-commands';
import { loopOf } from './loops';
import { forget } from './text-commands';
import { declareOption, VARIABLE_COMMANDS } from './variables';
import { not, type Verdict } from './verdict';

const MAX_STEPS = 60_000;
const MAX_FILES = 400;
const MAX_VISITS = 4;
const MAX_DEPTH = 20;

/** The place of the walk. */
interface Here {
  scope: Scope;
  guard: Guard;
  file: string;
  depth: number;
}

type End = 'return' | undefined;

/** Follows the CMake files of a project, as CMake would on Linux. Runs nothing. */
export class Walk {
  readonly found: Found = nothingFound();
  /** Whether a file that CMake reads may be among those not visited. */
  isComplete = true;
  readonly visited = new Map<string, number>();
  private readonly paths: SourcePaths;
  private readonly definitions = new Map<string, { command: Command; body: Statement[] }>();
  private readonly parsed = new Map<string, Statement[]>();
  private steps = 0;
  private readonly top = new Scope();

  /** @param root folder of the main CMakeLists.txt; '' for the top */
  constructor(source: CmakeFiles, root: string, variables: ReadonlyMap<string, Variable>) {
    this.paths = new SourcePaths(source, root);
    for (const [name, variable] of variables) this.top.set(name, variable);
  }

  visitFolder(folder: string, guard: Guard = ALWAYS, parent: Scope = this.top, depth = 0): void {
    const scope = new Scope(parent);
    for (const name of ['CMAKE_CURRENT_SOURCE_DIR', 'CMAKE_CURRENT_LIST_DIR'])
      scope.set(name, { value: this.paths.written(folder) });
    if (depth === 0) this.top.set('CMAKE_SOURCE_DIR', { value: this.paths.written(folder) });
    this.visitFile(posix.join(folder, 'CMakeLists.txt'), { scope, guard, depth });
  }

  visitFile(file: string, { scope, guard, depth }: Omit<Here, 'file'>): void {
    const visits = this.visited.get(file) ?? 0;
    if (visits >= MAX_VISITS || this.visited.size >= MAX_FILES || depth > MAX_DEPTH) return;
    this.visited.set(file, visits + 1);
    this.run(this.statementsOf(file), { scope, guard, depth, file });
  }

  private statementsOf(file: string): Statement[] {
    const known = this.parsed.get(file);
    if (known) return known;
    const statements = blocksOf(readCommands(this.paths.read(file) ?? ''));
    this.parsed.set(file, statements);
    return statements;
  }

  private run(statements: readonly Statement[], here: Here): End {
    for (const statement of statements) {
      if (this.steps > MAX_STEPS) return 'return';
      this.steps += 1;
      if (this.runOne(statement, here) === 'return') return 'return';
    }
    return undefined;
  }

  private runOne(statement: Statement, here: Here): End {
    if (statement.kind === 'command') return this.runCommand(statement.command, here);
    if (statement.kind === 'if') return this.runBranches(statement.branches, here);
    if (statement.kind === 'loop') return this.runLoop(statement.command, statement.body, here);
    const [name] = here.scope.words(statement.command.args.slice(0, 1));
    if (here.guard.reached !== 'no' && name !== undefined)
      this.definitions.set(name.toLowerCase(), { command: statement.command, body: statement.body });
    return undefined;
  }

  private runBranches(branches: readonly Branch[], here: Here): End {
    this.steps += branches.reduce((sum, { condition = [] }) => sum + (condition.length >> 3), 0);
    for (const name of packagesAskedFor(branches)) this.found.asked.add(name);
    for (const name of demandsOf(branches)) this.found.demanded.add(name);
    let rest: Guard = ALWAYS;
    let end: End;
    for (const { condition, body } of branches) {
      const verdict: Verdict = condition ? this.evaluate(condition, here) : { value: true, reasons: [] };
      const guard = within(here.guard, within(rest, guardOf(verdict)));
      const scope = guard === here.guard ? here.scope : new Scope(here.scope, true);
      const ended = this.run(body, { ...here, scope, guard });
      if (scope !== here.scope && guard.reached === 'maybe') scope.leaveBranch();
      if (ended && guard === here.guard) end = ended;
      rest = within(rest, guardOf(not(verdict)));
    }
    return end;
  }

  private runLoop({ name, args }: Command, body: Statement[], here: Here): End {
    const { variable, values } = loopOf(name === 'foreach' ? args : [], here.scope);
    for (const value of values) {
      if (variable !== undefined) here.scope.set(variable, { value });
      this.run(body, here);
    }
    return undefined;
  }

  private runCommand(command: Command, here: Here): End {
    const { name, args } = command;
    if (name === 'return') return 'return';
    const words = here.scope.words(args);
    this.steps += costOf(words);
    const at = `${here.file}:${command.line}`;
    const option = name === 'set' && args[1] ? here.scope.expand(args[1]).option : undefined;
    const place: Place = { ...here, isElsewhere: isElsewhere(here.file), at, option };
    readWords(this.found, name, words, place);
    readArchitectureVariables(this.found, command, place);
    FOUND_COMMANDS.get(name)?.(this.found, words, place);
    if (name === 'add_subdirectory') this.addFolder(args, here);
    if (name === 'include') this.include(args, here);
    return this.runOwn(command, words, here);
  }

  /** Commands that change variables, and those that the project defines. */
  private runOwn(command: Command, words: string[], here: Here): End {
    const { scope, guard } = here;
    const evaluateText = (text: string) => this.evaluate(argumentsIn(text), here).value;
    const option = declaredOption(command.name, words);
    const known = VARIABLE_COMMANDS.get(option ? 'option' : command.name);
    const called = this.definitions.get(command.name);
    if (known) known(option ?? words, { scope, guard, evaluate: evaluateText }, command);
    else if (called && here.depth < MAX_DEPTH) return this.call(called, words, here);
    else if (!called && !KNOWN.test(command.name)) forget(words, scope);
    return undefined;
  }

  private call({ command, body }: { command: Command; body: Statement[] }, words: string[], here: Here): End {
    const scope = command.name === 'function' ? new Scope(here.scope) : here.scope;
    const [, ...names] = scope.words(command.args);
    names.slice(0, 50).forEach((name, index) => scope.set(name, known(words[index] ?? '')));
    scope.set('ARGN', known(words.slice(names.length).join(';')));
    scope.set('ARGV', known(words.join(';')));
    const end = this.run(body, { ...here, scope, depth: here.depth + 1 });
    return command.name === 'macro' ? end : undefined;
  }

  private addFolder([argument]: Argument[], { scope, guard, depth }: Here): void {
    const folder = argument && this.paths.folderOf(scope.expand(argument), scope);
    if (folder === undefined) this.isComplete = false;
    else this.visitFolder(folder, guard, scope, depth + 1);
  }

  private include([argument]: Argument[], { scope, guard, depth }: Here): void {
    if (!argument) return;
    const name = scope.expand(argument);
    const file = this.paths.fileOf(name, scope);
    if (file === undefined) {
      this.isComplete &&= name.isKnown;
      if (name.text === 'CTest') declareOption('BUILD_TESTING', 'ON', { scope, guard });
      return;
    }
    const before = scope.get('CMAKE_CURRENT_LIST_DIR');
    scope.set('CMAKE_CURRENT_LIST_DIR', { value: this.paths.written(posix.dirname(file)) });
    this.visitFile(file, { scope, guard, depth: depth + 1 });
    if (before) scope.set('CMAKE_CURRENT_LIST_DIR', before);
  }

  private evaluate(condition: readonly Argument[], { scope }: Here): Verdict {
    return evaluate(condition, { scope, exists: (path) => this.paths.exists(path, scope) });
  }
}

/** Long commands count as several. */
function costOf(words: readonly string[]): number {
  return words.reduce((sum, { length }) => sum + 32 + length, 0) >> 9;
}

function known(text: string): Variable {
  return { value: text.includes('${') ? undefined : text };
}

function guardOf({ value, reasons }: Verdict): Guard {
  if (value === true) return ALWAYS;
  return { reached: value === false ? 'no' : 'maybe', reasons };
}
