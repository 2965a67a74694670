import { posix } from 'node:path';
import { evaluate, iterate } from './evaluate';
import { extensionOf, leftOutBy } from './extension-values';
import { Follower } from './follow';
import type { SetupSurroundings } from './library';
import { isTooMuch } from './limits';
import { type Arguments, removeFrom } from './methods';
import { moduleOf } from './paths';
import type { Statement } from './syntax';
import { isKind, isOther, type ObjectValue, type Scope, truth, UNKNOWN, type Value } from './values';

/** A Python file that runs during a build. */
export interface FollowedFile {
  /** Relative to the source. */
  name: string;
  statements: readonly Statement[];
}

/** The machine that a build runs on. */
export interface BuildSurroundings extends Pick<SetupSurroundings, 'environment'> {
  /** Values that are assumed for names of libraries; undefined for others. @param path `torch.version.cuda` */
  value: (path: string) => Value | undefined;
  /** Results that are assumed for calls. @param path `torch.cuda.is_available` */
  result: (path: string, call: Arguments) => Value | undefined;
  /** For a command of setup.py that leaves out all .cu files, or perhaps does. */
  onLeftOut?: (isCertain: boolean) => void;
}

/** @param isCertain false if conditions that are unknown decide about the call */
export type OnBuildCall = (path: string, call: Arguments, isCertain: boolean) => void;

/** A `result` throws this for a call that ends with an exception. */
export class FailedCall extends Error {}

const MAX_MODULES = 40;

/**
 * Follows the first file like `follow`, and the modules among the files that it imports. Follows both branches of an
 * unknown condition, and what comes after a return that may not happen.
 */
export function followBuild(
  files: readonly FollowedFile[],
  surroundings: BuildSurroundings,
  onCall: OnBuildCall,
): void {
  const [first] = files;
  if (!first) return;
  try {
    new BuildFollower(files, surroundings, onCall).load(first);
  } catch (error) {
    if (!isTooMuch(error) && !(error instanceof FailedCall)) throw error;
  }
}

class BuildFollower extends Follower {
  private readonly modules = new Map<string, Scope>();
  private readonly running: FollowedFile[] = [];
  private doubts = 0;

  constructor(
    private readonly files: readonly FollowedFile[],
    private readonly machine: BuildSurroundings,
    private readonly onBuildCall: OnBuildCall,
  ) {
    super({ read: () => undefined, environment: machine.environment }, () => undefined);
  }

  /** Runs a file once. @returns its names */
  load(file: FollowedFile): Scope {
    const known = this.modules.get(file.name);
    if (known || this.modules.size >= MAX_MODULES) return known ?? { values: new Map(), outer: undefined };
    const scope: Scope = { values: new Map(), outer: undefined };
    this.modules.set(file.name, scope);
    this.running.push(file);
    this.scopes.push(scope);
    this.run(file.statements);
    this.scopes.pop();
    this.running.pop();
    return scope;
  }

  override library(path: string): Value {
    if (path === '__name__' && this.running.length > 1) return 'module';
    // `??` would skip None.
    const known = [this.machine.value(path), this.ownValue(path)].find((value) => value !== undefined);
    return known === undefined ? super.library(path) : known;
  }

  override perhaps<T>(follow: () => T): T {
    this.doubts++;
    const result = follow();
    this.doubts--;
    return result;
  }

  override oneOf(first: Value, second: Value): Value {
    return isOther(first, second) ? UNKNOWN : first;
  }

  /** A text, number or class that is another one if a condition is true becomes unknown. */
  override assign(...[target, value]: Parameters<Follower['assign']>): void {
    const before = target.kind === 'name' && this.doubts > 0 ? this.lookUp(target.name) : value;
    const isNew = target.kind === 'name' && isKind(before, 'named') && before.path === target.name;
    const isOpen = !isNew && !Array.isArray(before) && isOther(before, value);
    super.assign(target, isOpen ? UNKNOWN : value);
  }

  override run(statements: readonly Statement[]): Value | undefined {
    for (const [index, statement] of statements.entries()) {
      this.limits.step();
      const before = this.uncertainReturns;
      const returned = this.runOne(statement);
      if (returned === undefined) continue;
      if (this.uncertainReturns === before) return returned;
      // The return may not happen.
      const rest = this.perhaps(() => this.run(statements.slice(index + 1)));
      return rest ?? returned;
    }
    return undefined;
  }

  private uncertainReturns = 0;

  protected override runOne(statement: Statement): Value | undefined {
    if (statement.kind === 'try') return this.runTry(statement);
    return statement.kind === 'while' ? this.runWhile(statement) : super.runOne(statement);
  }

  /** Once, as if it may run or not. */
  private runWhile({ test, body }: Extract<Statement, { kind: 'while' }>): Value | undefined {
    if (truth(evaluate(test, this)) === false) return undefined;
    const returned = this.perhaps(() => this.run(body));
    if (returned !== undefined) this.uncertainReturns++;
    return returned;
  }

  /** The handlers follow a call that fails. */
  private runTry({ body, handlers }: Extract<Statement, { kind: 'try' }>): Value | undefined {
    const [doubts, scopes, running] = [this.doubts, this.scopes.length, this.running.length];
    try {
      return this.run(body);
    } catch (error) {
      if (!(error instanceof FailedCall)) throw error;
      this.doubts = doubts;
      this.scopes.length = scopes;
      this.running.length = running;
      return this.run(handlers);
    }
  }

  protected override runIf({ test, body, otherwise }: Extract<Statement, { kind: 'if' }>): Value | undefined {
    const isTrue = truth(evaluate(test, this));
    if (isTrue !== undefined) return this.run(isTrue ? body : otherwise);
    const other = this.perhaps(() => this.run(otherwise));
    const returned = this.perhaps(() => this.run(body));
    if ((returned === undefined) !== (other === undefined)) this.uncertainReturns++;
    return returned ?? other;
  }

  protected override runFor(statement: Extract<Statement, { kind: 'for' }>): Value | undefined {
    const isKnown = iterate(evaluate(statement.of, this)) !== undefined;
    return isKnown ? super.runFor(statement) : this.perhaps(() => super.runFor(statement));
  }

  protected override runSimple(statement: Statement): void {
    if (statement.kind === 'class') this.scopes.at(-1)?.values.set(statement.name, this.classOf(statement));
    else if (statement.kind === 'unread') this.forget(statement.words);
    else super.runSimple(statement);
  }

  private classOf({ bases: [first], body }: Extract<Statement, { kind: 'class' }>): Value {
    const base = first && evaluate(first, this);
    const inherited = base && isKind(base, 'object') ? base : undefined;
    const scope: Scope = { values: new Map(inherited?.attributes), outer: this.scopes.at(-1) };
    this.scopes.push(scope);
    this.run(body);
    this.scopes.pop();
    const library = base && isKind(base, 'named') ? base : inherited?.base;
    return { kind: 'object', attributes: scope.values, isClass: true, base: library };
  }

  /** `name = ...` that the reader does not understand. */
  private forget([name = '', ...rest]: readonly string[]): void {
    if (rest.some((word) => word.endsWith('='))) this.assign({ kind: 'name', name }, UNKNOWN);
  }

  /** Makes an instance of a class. */
  protected override callValue(called: Value, call: Arguments): Value {
    if (!isKind(called, 'object') || !called.isClass) return super.callValue(called, call);
    // An instance of a class is one of its first base.
    if (called.base) return this.callNamed(called.base.path, call);
    const made: ObjectValue = { ...called, attributes: new Map(called.attributes), isClass: false };
    this.callMember(made, '__init__', call);
    return made;
  }

  protected override assignAttribute(of: Value, name: string, value: Value): void {
    super.assignAttribute(of, name, this.doubts > 0 ? UNKNOWN : value);
  }

  protected override callNamed(path: string, call: Arguments): Value {
    this.onBuildCall(path, call, this.doubts === 0);
    if (/(^|\.)setup$/.test(path)) this.runCommands(call);
    const result = this.machine.result(path, call);
    const value = result === undefined ? super.callNamed(path, call) : result;
    if (!isKind(value, 'unknown') || !/Extension$/.test(path)) return value;
    this.extensions.push(extensionOf(call));
    return this.extensions.at(-1) ?? value;
  }

  private readonly extensions: ObjectValue[] = [];

  /** setup() runs the methods of its commands, which may leave out extensions. */
  private runCommands({ keywords }: Arguments): void {
    const given = keywords.get('ext_modules');
    const all = Array.isArray(given) && given.every((one) => isKind(one, 'object')) ? given : this.extensions;
    const leftOut = leftOutBy(keywords.get('cmdclass'), all, (command, name) =>
      this.callMember(command, name, { args: [], keywords: new Map() }),
    );
    leftOut.forEach((one) => this.machine.onLeftOut?.(one === 'all'));
  }

  protected override method(of: Value, name: string, call: Arguments): Value {
    if (!Array.isArray(of) || (name !== 'remove' && name !== 'clear')) return super.method(of, name, call);
    return removeFrom(of, name === 'clear' ? of : call.args, this.doubts === 0);
  }

  /** The value in a module of the same source; undefined if it is elsewhere. */
  private ownValue(path: string): Value | undefined {
    const [, dots = '', dotted = ''] = /^(\.*)(.*)$/.exec(path) ?? [];
    const parts = dotted.split('.').filter((part) => part !== '');
    for (let length = parts.length; length > 0; length--) {
      const file = this.fileOf(dots, parts.slice(0, length));
      if (!file) continue;
      const [name, ...more] = parts.slice(length);
      if (name === undefined) return { kind: 'named', path: moduleOf(file.name) };
      const value = this.load(file).values.get(name);
      if (value === undefined || more.length === 0) return value;
      return isKind(value, 'named') ? this.library([value.path, ...more].join('.')) : UNKNOWN;
    }
    return undefined;
  }

  private fileOf(dots: string, parts: readonly string[]): FollowedFile | undefined {
    const folder = posix.dirname(this.running.at(-1)?.name ?? '');
    const up = Array<string>(Math.max(0, dots.length - 1)).fill('..');
    const stem = dots === '' ? parts.join('/') : posix.join(folder, ...up, ...parts);
    const names = [`${stem}.py`, `${stem}/__init__.py`];
    return this.files.find(({ name }) =>
      names.some((one) => name === one || (dots === '' && name.endsWith(`/${one}`))),
    );
  }
}
