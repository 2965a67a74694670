import { type Evaluation, evaluate, iterate } from './evaluate';
import { callLibrary, libraryValue, type SetupSurroundings } from './library';
import { isGenerator } from './generators';
import { isTooMuch, Limits, MAX_ITEMS } from './limits';
import { type Arguments, callMethod, setItem } from './methods';
import { readStatements } from './read-statements';
import type { Call, Expression, FunctionDefinition, Statement } from './syntax';
import {
  type FunctionValue,
  isDict,
  isKind,
  type ObjectValue,
  type Scope,
  truth,
  UNKNOWN,
  type Value,
} from './values';

/** Receives every call of a function that is not defined in the source. @param path `setuptools.setup` */
export type OnCall = (path: string, call: Arguments) => void;

const MAX_CALL_DEPTH = 10;

/**
 * Follows a Python source from top to bottom without running it: computes a few known kinds of expressions; the rest
 * is unknown. If a condition is unknown, follows both branches. Reads only the given `surroundings`, and always ends
 * within `Limits`.
 */
export function follow(source: string, surroundings: SetupSurroundings, onCall: OnCall): void {
  try {
    new Follower(surroundings, onCall).run(readStatements(source));
  } catch (error) {
    // Calls up to this point are known.
    if (!isTooMuch(error)) throw error;
  }
}

/** Follows statements; its subclasses follow more of them. */
export class Follower implements Evaluation {
  readonly limits = new Limits();
  protected readonly scopes: Scope[] = [{ values: new Map(), outer: undefined }];

  constructor(
    protected readonly surroundings: SetupSurroundings,
    private readonly onCall: OnCall,
  ) {}

  get environment(): Readonly<Record<string, string>> {
    return this.surroundings.environment;
  }

  lookUp(name: string): Value {
    for (let scope = this.scopes.at(-1); scope; scope = scope.outer) {
      const known = scope.values.get(name);
      if (known !== undefined) return known;
    }
    return this.library(name);
  }

  /** The value of a name that the source does not define. @param path `os.path.join` */
  library(path: string): Value {
    return libraryValue(path);
  }

  perhaps<T>(follow: () => T): T {
    return follow();
  }

  /** The first wins. */
  oneOf(...[first]: [Value, Value]): Value {
    return first;
  }

  assign(target: Expression, value: Value): void {
    if (target.kind === 'name') this.scopes.at(-1)?.values.set(target.name, value);
    if (target.kind === 'index') setItem(evaluate(target.of, this), evaluate(target.key, this), value);
    if (target.kind === 'star') this.assign(target.value, UNKNOWN);
    if (target.kind === 'attribute') this.assignAttribute(evaluate(target.of, this), target.name, value);
    if (target.kind !== 'list') return;
    const items = Array.isArray(value) && value.length === target.items.length ? value : [];
    target.items.forEach((item, index) => this.assign(item, items[index] ?? UNKNOWN));
  }

  protected assignAttribute(of: Value, name: string, value: Value): void {
    if (isKind(of, 'object')) of.attributes.set(name, value);
  }

  yielded(values: readonly Value[]): void {
    const list = this.generators.at(-1);
    for (const value of values) if (list && list.length < MAX_ITEMS) list.push(value);
  }

  closure(definition: FunctionDefinition): Value {
    return {
      kind: 'function',
      definition,
      scope: this.scopes.at(-1) ?? { values: new Map(), outer: undefined },
    };
  }

  /** The values of the functions that are running, if they are generators. */
  private readonly generators: Value[][] = [];

  call({ callee, args, keywords }: Call): Value {
    const call = { args: this.list(args), keywords: this.keywords(keywords) };
    if (callee.kind === 'attribute') {
      const of = evaluate(callee.of, this);
      if (isKind(of, 'object')) return this.callMember(of, callee.name, call);
      if (!isKind(of, 'named')) return this.method(of, callee.name, call);
    }
    return this.callValue(evaluate(callee, this), call);
  }

  protected callValue(called: Value, call: Arguments): Value {
    if (isKind(called, 'function')) return this.callFunction(called, call);
    if (isKind(called, 'object')) return this.callMember(called, '__call__', call);
    return isKind(called, 'named') ? this.callNamed(called.path, call) : UNKNOWN;
  }

  /** A method, with the object as its first argument if it takes that. */
  protected callMember(of: ObjectValue, name: string, { args, keywords }: Arguments): Value {
    const member = of.attributes.get(name) ?? UNKNOWN;
    const [first] = isKind(member, 'function') ? member.definition.parameters : [];
    const takesObject = first?.name === 'self' || first?.name === 'cls';
    return this.callValue(member, { args: takesObject ? [of, ...args] : args, keywords });
  }

  /** A call of something that the source does not define. */
  protected callNamed(path: string, call: Arguments): Value {
    this.onCall(path, call);
    return callLibrary(path, call, this.surroundings);
  }

  /** @returns the value of `return`; undefined without one */
  run(statements: readonly Statement[]): Value | undefined {
    for (const statement of statements) {
      this.limits.step();
      const returned = this.runOne(statement);
      if (returned !== undefined) return returned;
    }
    return undefined;
  }

  protected runOne(statement: Statement): Value | undefined {
    switch (statement.kind) {
      case 'return':
        return evaluate(statement.value, this);
      case 'if':
        return this.runIf(statement);
      case 'for':
        return this.runFor(statement);
      case 'try':
        return this.run(statement.body);
      case 'with':
        for (const { value, target } of statement.items) {
          const entered = evaluate(value, this);
          // A generator that is a context manager.
          if (target) this.assign(target, Array.isArray(entered) ? (entered[0] ?? UNKNOWN) : entered);
        }
        return this.run(statement.body);
      default:
        this.runSimple(statement);
        return undefined;
    }
  }

  protected runSimple(statement: Statement): void {
    if (statement.kind === 'expression') evaluate(statement.value, this);
    if (statement.kind === 'function')
      this.scopes.at(-1)?.values.set(statement.name, this.closure(statement));
    if (statement.kind === 'import') {
      for (const { name, path } of statement.names) this.assign({ kind: 'name', name }, this.library(path));
    }
    if (statement.kind === 'assign') this.runAssign(statement);
  }

  private runAssign({ targets, operator, value }: Extract<Statement, { kind: 'assign' }>): void {
    if (operator === '=') {
      const known = evaluate(value, this);
      for (const target of targets) this.assign(target, known);
      return;
    }
    for (const left of targets) {
      this.assign(left, evaluate({ kind: 'binary', operator: '+', left, right: value }, this));
    }
  }

  protected runIf({ test, body, otherwise }: Extract<Statement, { kind: 'if' }>): Value | undefined {
    const isTrue = truth(evaluate(test, this));
    if (isTrue !== undefined) return this.run(isTrue ? body : otherwise);
    // Both branches count; the first wins.
    const second = this.run(otherwise);
    return this.run(body) ?? second;
  }

  protected runFor({ target, of, body }: Extract<Statement, { kind: 'for' }>): Value | undefined {
    for (const item of iterate(evaluate(of, this)) ?? [UNKNOWN]) {
      this.limits.step();
      this.assign(target, item);
      const returned = this.run(body);
      if (returned !== undefined) return returned;
    }
    return undefined;
  }

  private list(expressions: readonly Expression[]): Value[] {
    const value = evaluate({ kind: 'list', items: [...expressions] }, this);
    return Array.isArray(value) ? value : [UNKNOWN];
  }

  private keywords(keywords: Call['keywords']): ReadonlyMap<string, Value> {
    const known = new Map<string, Value>();
    for (const { name, value } of keywords) {
      const given = evaluate(value, this);
      if (name !== undefined) known.set(name, given);
      else if (isDict(given)) for (const [key, item] of given) known.set(key, item);
    }
    return known;
  }

  protected method(of: Value, name: string, call: Arguments): Value {
    const readsPath = typeof of === 'string' && ['open', 'read_text', 'read_bytes'].includes(name);
    if (!readsPath) return callMethod(of, name, call);
    const file = callLibrary('open', { args: [of], keywords: new Map() }, this.surroundings);
    return name !== 'open' && isKind(file, 'file') ? file.text : file;
  }

  protected callFunction({ definition, scope: outer }: FunctionValue, { args, keywords }: Arguments): Value {
    if (this.scopes.length > MAX_CALL_DEPTH) return UNKNOWN;
    const { parameters, body } = definition;
    const values = new Map<string, Value>();
    parameters.forEach(({ name, value }, index) => {
      if (name) values.set(name, args[index] ?? keywords.get(name) ?? evaluate(value, this));
    });
    const generated: Value[] = [];
    this.scopes.push({ values, outer });
    this.generators.push(generated);
    const returned = this.run(body);
    this.generators.pop();
    this.scopes.pop();
    return isGenerator(definition) ? generated : (returned ?? null);
  }
}
