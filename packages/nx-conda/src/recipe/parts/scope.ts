import { messageOf } from '../../explained-error';
import { type Choose, everyOutcome } from '../template/choices';
import {
  type ContextEntry,
  type ContextPlan,
  contextEntries,
  contextValue,
  planContext,
  typedValue,
} from '../template/context';
import { Jinja } from '../template/expression';
import { jinjaFunctions } from '../template/functions';
import type { Variables } from '../template/evaluation-limits';
import type { ParsedRecipe } from './parse';
import { buildMachines, platformVariables } from '../template/platform';
import { isTemplate } from '../template/template';
import { type VariantConfig } from '../variants/variants';
import { type VariantValues, variantValues } from '../variants/variant-values';
import { normalizeKey } from '../template/variant-key';

/** All possible values of a template. */
export interface Values {
  /** Each possible text once. */
  texts: string[];
  /** Why a value is missing; undefined if none is. */
  failure?: string;
}

/** Maximum combinations of variant values for one template. */
const maxCombinations = 256;

const exhausted: Values = {
  texts: [],
  failure: 'the templates of the recipe are too many or too long to evaluate without rattler-build',
};

/** Evaluates the templates of one recipe over all its variants, without choosing one. */
export class Scope {
  /** Normalized names of the variant keys that templates have read so far, including those that no file sets. */
  readonly readKeys = new Set<string>();
  private readonly cache = new Map<string, Values>();
  private readonly context: ContextEntry[];
  private readonly facts: Variables;
  private readonly variants: VariantValues;
  private readonly jinja: Jinja;
  private choose: Choose = (_question, [first]) => first;
  /** Why the current run has no value. */
  private failure: string | undefined;
  /** True if the current template depends on something that the variant files leave open. */
  private guesses = false;

  constructor(
    readonly recipe: ParsedRecipe,
    variants: VariantConfig = { values: {}, zipKeys: [] },
    readonly platform = 'linux-64',
    environment: Readonly<Record<string, string | undefined>> = {},
  ) {
    this.context = contextEntries(recipe.root);
    this.facts = platformVariables(platform);
    this.variants = variantValues(variants, platform, environment);
    this.jinja = new Jinja(
      jinjaFunctions({
        platform,
        environment,
        valuesOf: (key) => this.variantValuesOf(key),
        choose: (question, options) => this.choose(question, options),
        fail: (reason) => (this.failure ??= reason),
      }),
    );
  }

  /** All possible texts of a template; for a text without templates, the text. */
  valuesOf(template: string): Values {
    if (!isTemplate(template)) return { texts: [template] };
    const known = this.cache.get(template) ?? this.evaluateAll(template);
    this.cache.set(template, known);
    return known;
  }

  private evaluateAll(template: string): Values {
    if (this.jinja.isExhausted) return exhausted;
    const plan = planContext(this.context, template);
    const failures: string[] = [];
    const errors: string[] = [];
    this.guesses = false;
    const { results, isComplete } = everyOutcome((choose) => {
      this.choose = choose;
      this.failure = undefined;
      try {
        const text = this.render(template, plan);
        if (this.failure === undefined) return text;
        failures.push(this.failure);
      } catch (error) {
        if (this.failure !== undefined) failures.push(this.failure);
        else errors.push(firstLine(error));
      }
      return undefined;
    }, maxCombinations);
    const texts = [...new Set(results.filter((text) => text !== undefined))];
    if (!isComplete)
      failures.push(
        `the template has more than ${maxCombinations} combinations of variant values, too many to evaluate without rattler-build`,
      );
    // A template that fails with text may need numbers; one that fails without a value may need one.
    const [failure] = this.guesses && texts.length > 0 ? failures : [...failures, ...errors];
    return failure === undefined ? { texts } : { texts, failure };
  }

  private render(template: string, { entries, free, identifiers, toleratesUnset }: ContextPlan): string {
    const variables = Object.create(null) as Variables;
    for (const name of free) {
      const value = this.freeValue(name, toleratesUnset);
      if (value !== undefined) variables[name] = value;
    }
    for (const entry of entries) {
      const read = pick(variables, entry.identifiers);
      variables[entry.name] = contextValue(entry.node, (text) => this.jinja.evaluate(text, read));
    }
    return this.jinja.render(template, pick(variables, identifiers));
  }

  /** The value of a name that is not in the context, in the current run. */
  private freeValue(name: string, mayBeUnset: boolean): unknown {
    if (name === 'target_platform' || name === 'host_platform') return this.facts[name];
    const values = this.variantValuesOf(name);
    if (name === 'build_platform') {
      const others = [...buildMachines, ...(values ?? [])].filter((machine) => machine !== this.platform);
      return this.choose(name, [this.platform, ...new Set(others)]);
    }
    return values ? this.variantValue(name, values, mayBeUnset) : this.facts[name];
  }

  private variantValue(name: string, values: readonly [string, ...string[]], mayBeUnset: boolean): unknown {
    const key = normalizeKey(name);
    // The values may be those of other platforms.
    if (mayBeUnset && !this.choose(`${key} is set`, [true, false])) {
      this.guesses = true;
      return this.facts[name];
    }
    const text = this.choose(key, values);
    // 3 may be meant as 3 or "3"; files are read without types, so both are tried.
    const typed = typedValue(text);
    if (typed === text) return text;
    this.guesses = true;
    return this.choose<unknown>(`type of ${key}`, [text, typed]);
  }

  private variantValuesOf(key: string): readonly [string, ...string[]] | undefined {
    const normalized = normalizeKey(key);
    this.readKeys.add(normalized);
    return this.variants.get(normalized);
  }
}

/** Every variable passed to the engine costs time, used or not. */
function pick(variables: Variables, names: string[]): Variables {
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(variables, name)).map((name) => [name, variables[name]]),
  );
}

function firstLine(error: unknown): string {
  return messageOf(error).split('\n')[0] ?? '';
}
