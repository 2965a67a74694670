import { type Change, named } from './change';
import type { Place } from './place';
import { changes, reads } from './reads';

/** A variant key used only by this recipe, in the shared variants.json. */
const key = (place: Place, end = '') => `${place.name.replaceAll('-', '_')}${end}`;
const KEY = '${{ KEY }}';

const shared = (
  what: string,
  script: string,
  values: (place: Place, round: number) => Record<string, unknown>,
  expected: Change['expected'] = 'builds',
  below?: string,
): Change => ({
  what,
  expected,
  prepare: (place) => {
    const filled = script.replaceAll('KEY', key(place));
    changes(
      what,
      { script: filled, ...(below && { below: below.replaceAll('KEY', key(place)) }) },
      () => undefined,
    ).prepare(place);
    place.variants(values(place, 0));
  },
  apply: (place, round) => place.variants(values(place, round)),
});

export const variants = named('variants', [
  shared('a key of variants.json', `echo ${KEY}`, (place, round) => ({ [key(place)]: [`v${round}`] })),
  shared('a key in another spelling', `echo ${KEY}`, (place, round) => ({ [place.name]: [`v${round}`] })),
  shared('a second value', `echo ${KEY}`, (place, round) => ({ [key(place)]: ['v0', `v${round}`] })),
  shared(
    'a key that is new',
    "echo ${{ KEY | default('none') }}${{ KEY_1 | default('none') }}${{ KEY_2 | default('none') }}${{ KEY_3 | default('none') }}",
    (place, round) => (round === 0 ? {} : { [key(place, `_${round}`)]: ['set'] }),
  ),
  shared(
    'a key that no recipe uses',
    'echo nothing',
    (place, round) => ({ [key(place)]: [`v${round}`] }),
    'reuses',
  ),
  shared('the second value of a key that is zipped', `echo ${KEY}_\${{ KEY_b }}`, (place, round) => ({
    [key(place)]: ['1', `v${round}`],
    [key(place, '_b')]: ['a', 'b'],
  })),
  shared(
    'a key that only a selector asks for',
    'echo nothing',
    (place, round) => ({ [key(place)]: [`v${round}`] }),
    'builds',
    'about:\n  summary: ${{ KEY }}',
  ),
  reads('variants.yaml beside the recipe', {
    file: 'variants.yaml',
    content: (round) => `word_of_variants: [w${round}]\n`,
    script: 'echo ${{ word_of_variants }}',
  }),
  changes(
    'variants.yaml beside the recipe is new, then changes',
    { script: "echo ${{ another_word | default('none') }}" },
    (place, round) => place.write('variants.yaml', `another_word: [w${round}]\n`),
  ),
  changes(
    'conda_build_config.yaml beside the recipe changes',
    {
      files: { 'conda_build_config.yaml': 'third_word: [w0]\n' },
      script: "echo ${{ third_word | default('none') }}",
    },
    (place, round) => place.write('conda_build_config.yaml', `third_word: [w${round}]\n`),
  ),
  changes('the order of the keys of variants.json', { script: 'echo nothing', expected: 'reuses' }, (place) =>
    place.workspace.edit('variants.json', (text) =>
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text) as object).reverse())),
    ),
  ),
]);
