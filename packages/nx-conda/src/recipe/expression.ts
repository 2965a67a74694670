import type { Environment } from 'minijinja-js';
import { toJinja, wholeExpression } from './template';

/** Functions, and objects of functions, that templates can call. They must not throw: that aborts the engine. */
export type JinjaFunctions = Record<string, JinjaFunction | Record<string, JinjaFunction>>;
export type JinjaFunction = (...args: unknown[]) => unknown;
/** What a template can read. */
export type Variables = Record<string, unknown>;

/** Enough for any template of a recipe; an endless loop ends here. */
const fuel = 100_000;

/** The template engine of rattler-build, with rattler-build's delimiters. Loaded on first use. */
export class Jinja {
  private environment: Environment | undefined;

  constructor(private readonly functions: JinjaFunctions) {}

  /**
   * The value of a template: text, or for a template that is one `${{ }}`, the expression's value with its type.
   * @throws {Error} where it cannot be evaluated, an undefined variable included
   */
  evaluate(template: string, variables: Variables): unknown {
    const expression = wholeExpression(template);
    if (expression === undefined) return this.render(template, variables);
    const value = this.withEnvironment((environment): unknown =>
      environment.evalExpr(positionalDefault(expression), variables),
    );
    // Other than a template, an expression may be undefined for the engine; for rattler-build it may not.
    if (value === undefined) throw new Error('undefined value');
    return value;
  }

  /** The text that a template becomes; throws as `evaluate` does. */
  render(template: string, variables: Variables): string {
    return this.withEnvironment((environment) =>
      environment.renderStr(positionalDefault(toJinja(template)), variables),
    );
  }

  private withEnvironment<T>(use: (environment: Environment) => T): T {
    this.environment ??= newEnvironment(this.functions);
    try {
      return use(this.environment);
    } catch (error) {
      // A panic leaves the environment locked for ever.
      if (!(error instanceof Error) || error.name === 'RuntimeError') this.environment = undefined;
      throw error;
    }
  }
}

function newEnvironment(functions: JinjaFunctions): Environment {
  // Loading takes 20 ms, which a workspace whose recipes are all rendered need not spend.
  const engine = module.require('minijinja-js') as typeof import('minijinja-js');
  const environment = new engine.Environment();
  environment.enablePyCompat();
  environment.undefinedBehavior = 'strict';
  environment.fuel = fuel;
  environment.addFilter('version_to_buildstring', versionToBuildString);
  for (const [name, value] of Object.entries(functions)) environment.addGlobal(name, value);
  return environment;
}

/** `3.11.* *_cpython` gives `311`. */
function versionToBuildString(version: unknown): string {
  const [first = ''] = String(version).split(/\s/);
  return first.split('.').slice(0, 2).join('');
}

/** The engine's JavaScript binding drops keyword arguments, and with them the default of `env.get`. */
function positionalDefault(expression: string): string {
  return expression.replace(/(\benv\.get\(\s*(?:"[^"]*"|'[^']*')\s*,)\s*default\s*=/g, '$1');
}
