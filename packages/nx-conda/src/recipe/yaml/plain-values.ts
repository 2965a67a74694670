import { FAILSAFE_SCHEMA, loadAll } from 'js-yaml';

/** Every scalar is text, also `null` and `1e10`. */
export type PlainValue = string | PlainValue[] | { [key: string]: PlainValue } | undefined;

/**
 * The first document of a text that a program wrote. js-yaml reads the rendered recipe of a build with 300 packages in
 * an eighth of the time of `yaml`: in 0.06 instead of 0.45 s.
 * @throws YAMLException for invalid YAML
 */
export function plainValues(text: string): PlainValue {
  return loadAll(text, { schema: FAILSAFE_SCHEMA })[0] as PlainValue;
}
