/** A value that the repository suggests for an option, and the file that it is from. */
export interface Suggestion<Value> {
  value: Value;
  from: string;
}

/** What the repository says about an option. */
export interface Choice<Value> {
  /** The value that is right if there is no terminal; undefined: nx-conda's default. */
  best?: Suggestion<Value>;
  /** Other possible values, each with the reason why it is not the best. */
  others: (Suggestion<Value> & { why: string })[];
  /** Found, but usable for no value. */
  notes: string[];
}

export const NOTHING: Choice<never> = { others: [], notes: [] };

/** Asks which of some labels is right. @returns its index */
export type Ask = (question: string, labels: string[]) => Promise<number>;

/** What was decided, and lines that say so. */
export interface Decision<Value> {
  value?: Value;
  set: string[];
  leftOut: string[];
}

/**
 * Takes the best value, or asks if there are several.
 * @param ask undefined if there is no terminal.
 * @param shown how values are written for the user.
 */
export async function decide<Value>(
  option: string,
  { best, others, notes }: Choice<Value>,
  { ask, shown, byDefault }: { ask?: Ask | undefined; shown: (value: Value) => string; byDefault: string },
): Promise<Decision<Value>> {
  const known = [...(best ? [best] : []), ...others];
  const labels = known.map(({ value, from }) => `${shown(value)} (${from})`);
  const index =
    ask && others.length > 0
      ? await ask(`Which ${option} should nx-conda use?`, [...labels, `${byDefault} (the default)`])
      : best && 0;
  const chosen = index === undefined ? undefined : known[index];
  const left = others.filter((other) => other !== chosen);
  return {
    ...(chosen && { value: chosen.value }),
    set: chosen ? [`${option}: ${shown(chosen.value)} (from ${chosen.from})`] : [],
    leftOut: [
      ...left.map(({ value, from, why }) => `${option}: ${shown(value)} (from ${from}): ${why}`),
      ...notes.map((note) => `${option}: ${note}`),
    ],
  };
}
