import type { Environment } from 'minijinja-js';
import { short, type Variables, workOf } from './evaluation-limits';
import { toJinja, wholeExpression } from './template';

/** Functions, and objects of functions, that templates can call. They must not throw: that aborts the engine. */
export type JinjaFunctions = Record<string, JinjaFunction | Record<string, JinjaFunction>>;
export type JinjaFunction = (...args: unknown[]) => unknown;

/** Enough for any template of a recipe; stops an endless loop. */
const fuel = 100_000;
const plainCall = /^\$\{\{\s*(compiler|stdlib|cdt|pin_subpackage)\(\s*(["'])([\w.-]+)\2\s*\)\s*\}\}$/;
/** Maximum evaluations of one recipe, some 20 us each. */
const maxEvaluations = 40_000;
/** Steps of the engine that take as long as starting it. */
const charactersPerEvaluation = 5_000;

/**
 * One environment for all recipes: the engine never frees its functions, so functions of a recipe would keep the recipe
 * in memory forever. The engine gets stand-ins for the functions of `current`.
 */
let shared: Environment | undefined;
let current: JinjaFunctions = {};

/** The template engine of rattler-build, with rattler-build's delimiters. Loaded on first use. */
export class Jinja {
  private evaluations = 0;

  /** @param functions the same names for every instance */
  constructor(private readonly functions: JinjaFunctions) {}

  /** True once the evaluation budget is used up. */
  get isExhausted(): boolean {
    return this.evaluations > maxEvaluations;
  }

  /**
   * The value of a template: text, or for a template that is one `${{ }}`, the expression's value with its type.
   * @throws {Error} if it cannot be evaluated, for example an undefined variable
   */
  evaluate(template: string, variables: Variables): unknown {
    const expression = wholeExpression(template);
    if (expression === undefined) return this.render(template, variables);
    this.charge(template, variables);
    const value = this.withEnvironment((environment): unknown =>
      environment.evalExpr(positionalDefault(expression), variables),
    );
    // Unlike a template, an expression may be undefined in the engine, but not in rattler-build.
    if (value === undefined) throw new Error('undefined value');
    return short(value);
  }

  /** The text of a rendered template; throws like `evaluate`. */
  render(template: string, variables: Variables): string {
    this.charge(template, variables);
    const called = this.call(template, variables);
    if (called !== undefined) return short(called);
    const text = this.withEnvironment((environment) =>
      environment.renderStr(positionalDefault(toJinja(template)), variables),
    );
    return short(text);
  }

  /** Most templates are like `${{ compiler('c') }}`, and need no engine. */
  private call(template: string, variables: Variables): string | undefined {
    const [, name = '', , argument] = plainCall.exec(template) ?? [];
    const target = Object.hasOwn(variables, name) ? undefined : this.functions[name];
    const value = typeof target === 'function' ? target(argument) : undefined;
    return typeof value === 'string' ? value : undefined;
  }

  /** Measures work and not time: a recipe must give the same result on every machine. */
  private charge(template: string, variables: Variables): void {
    if (this.isExhausted)
      throw new Error(
        'the templates of the recipe are too many or too long to evaluate without rattler-build',
      );
    this.evaluations++;
    this.evaluations += Math.floor(workOf(template, variables) / charactersPerEvaluation);
  }

  private withEnvironment<T>(use: (environment: Environment) => T): T {
    shared ??= newEnvironment(this.functions);
    current = this.functions;
    try {
      return use(shared);
    } catch (error) {
      // Anything but an error of the template is a panic, and leaves the environment locked forever.
      if ((error as Partial<Error> | undefined)?.name !== 'Error') forgetEngine();
      throw error;
    } finally {
      current = {};
    }
  }
}

/** A panic also does not restore the engine's stack: eventually another one would overwrite its memory. */
function forgetEngine(): void {
  shared = undefined;
  Reflect.deleteProperty(require.cache, require.resolve('minijinja-js'));
}

function newEnvironment(functions: JinjaFunctions): Environment {
  // Loading takes 20 ms, which is unnecessary if all recipes of the workspace are rendered.
  const engine = module.require('minijinja-js') as typeof import('minijinja-js');
  const environment = new engine.Environment();
  environment.enablePyCompat();
  environment.undefinedBehavior = 'strict';
  environment.fuel = fuel;
  environment.addFilter('version_to_buildstring', versionToBuildString);
  for (const [name, value] of Object.entries(functions)) environment.addGlobal(name, standIn(name, value));
  return environment;
}

function standIn(name: string, value: JinjaFunctions[string]): JinjaFunctions[string] {
  if (typeof value === 'function') return (...args) => call(current[name], args);
  const member = (key: string): JinjaFunction => {
    return (...args) => call((current[name] as Record<string, JinjaFunction> | undefined)?.[key], args);
  };
  return Object.fromEntries(Object.keys(value).map((key) => [key, member(key)]));
}

function call(target: unknown, args: unknown[]): unknown {
  return typeof target === 'function' ? (target as JinjaFunction)(...args) : undefined;
}

/** `3.11.* *_cpython` gives `311`. */
function versionToBuildString(version: unknown): string {
  const [first = ''] = String(version).split(/\s/);
  return first.split('.').slice(0, 2).join('');
}

/** The engine's JavaScript binding drops keyword arguments, and so the default of `env.get`. */
function positionalDefault(expression: string): string {
  return expression.replace(/(\benv\.get\(\s*(?:"[^"]*"|'[^']*')\s*,)\s*default\s*=/g, '$1');
}
