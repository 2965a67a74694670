import { type Change, named } from './change';
import { changes } from './reads';

// Environment variables. Each recipe has its own, whose name ends with the number of the round.

const upper = (name: string) => name.toUpperCase().replaceAll('-', '_');

/** Only the environment changes. */
const variable = (
  what: string,
  script: string,
  env: NonNullable<Change['env']>,
  more: {
    above?: string;
    whole?: string;
    expected?: Change['expected'];
    files?: Record<string, string>;
  } = {},
): Change => {
  const change = changes(what, { script: 'echo', env, hidden: true, quiet: true, ...more }, () => undefined);
  return {
    ...change,
    prepare: (place) => {
      const filled = (text: string) => text.replaceAll('VAR', `NXR_${upper(place.name)}`);
      changes(
        what,
        {
          ...more,
          script: filled(script),
          ...(more.above && { above: filled(more.above) }),
          ...(more.whole && { whole: filled(more.whole) }),
        },
        () => undefined,
      ).prepare(place);
    },
  };
};

/** Set to another value in each round. */
const counted =
  (suffix = '', offset = 0) =>
  (name: string, round: number): Record<string, string> => ({
    [`NXR_${upper(name)}${suffix}`]: `v${round + offset}`,
  });

/** Not set at first, then in each round one more of three is set to an empty value. */
const emptied = (name: string, round: number): Record<string, string> =>
  Object.fromEntries([1, 2, 3].filter((n) => n <= round).map((n) => [`NXR_${upper(name)}_${n}`, '']));

/** Empty at first, then in each round one more of three is unset. */
const unset = (name: string, round: number): Record<string, string> =>
  Object.fromEntries([1, 2, 3].filter((n) => n > round).map((n) => [`NXR_${upper(name)}_${n}`, '']));

const get = (argument: string) => `\${{ env.get(${argument}, default='none') }}`;
const THREE = `echo "[${get("'VAR_1'")}][${get("'VAR_2'")}][${get("'VAR_3'")}]"`;

export const environment = named('environment', [
  variable('a variable', `echo ${get("'VAR'")}`, counted()),
  variable('a variable that was not set is empty', THREE, emptied),
  variable('a variable that was empty is not set', THREE, unset),
  variable('a name in the context', 'echo ${{ value }}', counted(), {
    above: `context:\n  var: VAR\n  value: ${get('var')}`,
  }),
  variable('a name of two texts', `echo ${get("'VAR' ~ '_B'")}`, counted('_B')),
  variable('a name of a text and a variable', 'echo ${{ value }}', counted('_C'), {
    above: `context:\n  end: C\n  value: ${get("'VAR_' ~ end")}`,
  }),
  variable('a name that a choice gives', `echo ${get("'VAR' if unix else 'OTHER'")}`, counted()),
  variable('a name in capitals by a filter', `echo ${get("'VAR' | upper")}`, counted()),
  variable('a name by a variant', `echo ${get("'VAR_' ~ which_of_environment")}`, counted('_D'), {
    files: { 'variants.yaml': 'which_of_environment: [D]\n' },
  }),
  variable('a variable in the environment of the script', 'echo nothing', counted(), {
    whole: `package: {name: NAME, version: "1"}
build:
  noarch: generic
  script:
    env: {WORD: "${get("'VAR'")}"}
    content: [mkdir -p $PREFIX/share, 'echo $WORD > $PREFIX/share/NAME.txt']
`,
  }),
  variable(
    'whether a variable exists',
    'echo ${{ env.exists("VAR_1") }}${{ env.exists("VAR_2") }}${{ env.exists("VAR_3") }}',
    emptied,
  ),
  variable(
    'a variable in a condition',
    'echo ${{ "on" if env.get("VAR", default="v0") == "v0" else "off" ~ env.get("VAR") }}',
    counted(),
  ),
  variable('a variable that no recipe names', 'echo nothing', counted(), { expected: 'reuses' }),
  variable('a variable whose name is like one that is named', `echo ${get("'VAR'")}`, counted('_MORE'), {
    expected: 'reuses',
  }),
]);
