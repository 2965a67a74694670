import { Jinja } from './expression';
import { jinjaFunctions } from './functions';
import { buildMachines, platformVariables } from './platform';
import { isTemplate } from './template';
import { normalizeKey, type VariantConfig } from './variants';

/** The possible values of each variant key, by normalised key. */
export type VariantValues = ReadonlyMap<string, readonly [string, ...string[]]>;

/** The values on one platform, with the templates in them (`${{ target_platform }}`) evaluated. */
export function variantValues(
  { values }: VariantConfig,
  platform: string,
  environment: Readonly<Record<string, string | undefined>>,
): VariantValues {
  const evaluated = new Map<string, readonly [string, ...string[]]>();
  for (const [key, texts] of Object.entries(values)) {
    const plain = texts.some(isTemplate)
      ? texts.flatMap((text) => evaluate(text, platform, environment))
      : texts;
    const [first, ...others] = plain;
    if (first !== undefined) evaluated.set(normalizeKey(key), [first, ...others]);
  }
  return evaluated;
}

/** A value that cannot be evaluated is left out: a template that needs it then says that the key is undefined. */
function evaluate(
  text: string,
  platform: string,
  environment: Readonly<Record<string, string | undefined>>,
): string[] {
  if (!isTemplate(text)) return [text];
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
  const possible = new Set<string>();
  for (const machine of [platform, ...buildMachines]) {
    try {
      possible.add(jinja.render(text, { ...platformVariables(platform), build_platform: machine }));
    } catch {
      return [];
    }
  }
  return failed ? [] : [...possible];
}
