import { Jinja } from '../template/expression';
import { jinjaFunctions } from '../template/functions';
import { buildMachines, platformVariables } from '../template/platform';
import { isTemplate } from '../template/template';
import { type VariantConfig } from './variants';
import { normalizeKey } from '../template/variant-key';

/** The possible values of each variant key, by normalized key. */
export type VariantValues = ReadonlyMap<string, readonly [string, ...string[]]>;

/** The values on one platform, with their templates (`${{ target_platform }}`) evaluated. */
export function variantValues(
  { values }: VariantConfig,
  platform: string,
  environment: Readonly<Record<string, string | undefined>>,
): VariantValues {
  const evaluated = new Map<string, readonly [string, ...string[]]>();
  const evaluate = evaluator(platform, environment);
  for (const [key, texts] of Object.entries(values)) {
    const plain = texts.some(isTemplate) ? texts.flatMap(evaluate) : texts;
    const [first, ...others] = plain;
    if (first !== undefined) evaluated.set(normalizeKey(key), [first, ...others]);
  }
  return evaluated;
}

/** A value that cannot be evaluated is left out: a template that needs it then reports the key as undefined. */
function evaluator(
  platform: string,
  environment: Readonly<Record<string, string | undefined>>,
): (text: string) => string[] {
  let failed = false;
  const jinja = new Jinja(
    jinjaFunctions({
      platform,
      environment,
      valuesOf: () => undefined,
      choose: (_question, [first]) => first,
      fail: () => (failed = true),
    }),
  );
  const facts = platformVariables(platform);
  const render = (text: string) =>
    [platform, ...buildMachines].map((machine) => jinja.render(text, { ...facts, build_platform: machine }));
  return (text) => {
    if (!isTemplate(text)) return [text];
    failed = false;
    try {
      const possible = new Set(render(text));
      return failed ? [] : [...possible];
    } catch {
      return [];
    }
  };
}
