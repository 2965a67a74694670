import { type Change, named } from './change';
import { reads } from './reads';

// Files that templates load, with arguments that are more than one literal.

const yaml = (round: number) => `word: w${round}\n`;
const json = (round: number) => JSON.stringify({ word: `w${round}` });
const toml = (round: number) => `[project]\nword = "w${round}"\n`;

const loaded = (
  what: string,
  file: string,
  context: string,
  content = file.endsWith('.yaml') ? yaml : json,
): Change =>
  reads(`load_from_file: ${what}`, {
    above: `context:\n${context
      .split('\n')
      .map((text) => `  ${text}`)
      .join('\n')}`,
    file,
    content,
    script: 'echo ${{ word }}',
  });

export const loads = named(
  'loads',
  [
    loaded('yaml', '../../m/NAME.yaml', "word: ${{ load_from_file('../../m/NAME.yaml').word }}"),
    loaded('json', '../../m/NAME.json', "word: ${{ load_from_file('../../m/NAME.json')['word'] }}"),
    loaded(
      'toml',
      '../../m/NAME.toml',
      "word: ${{ load_from_file('../../m/NAME.toml').project.word }}",
      toml,
    ),
    loaded(
      'a variable',
      '../../m/NAME.yaml',
      'file: ../../m/NAME.yaml\nword: ${{ load_from_file(file).word }}',
    ),
    loaded(
      'a variable and a text',
      '../../m/NAME.json',
      'root: ../../m\nword: ${{ load_from_file(root ~ "/NAME.json").word }}',
    ),
    loaded('two texts', '../../m/NAME.json', 'word: ${{ load_from_file("../../m/" ~ "NAME.json").word }}'),
    loaded(
      'a choice',
      '../../m/NAME.json',
      'word: ${{ load_from_file("../../m/NAME.json" if unix else "../../m/none.json").word }}',
    ),
    loaded(
      'a format of two variables',
      '../../m/NAME/x-1.json',
      'a: x\nb: ${{ a ~ "-1" }}\nword: ${{ load_from_file("../../m/NAME/" ~ b ~ ".json").word }}',
    ),
    loaded(
      'out of a list',
      '../../m/NAME.json',
      'word: ${{ load_from_file(["../../m/NAME.json"][0]).word }}',
    ),
    loaded(
      'with a filter',
      '../../m/NAME.json',
      'word: ${{ load_from_file("../../m/NAME.JSON" | lower).word }}',
    ),
    loaded(
      'not normalized',
      '../../m/NAME.json',
      'word: ${{ load_from_file("./.././../m//NAME.json").word }}',
    ),
    loaded('below the recipe', 'data/v.json', 'word: ${{ load_from_file("data/v.json").word }}'),
    loaded('absolute', 'OUTSIDE/v.json', 'word: ${{ load_from_file("OUTSIDE/v.json").word }}'),
    loaded(
      'out of the workspace',
      '../../../outside/NAME/v.yaml',
      'word: ${{ load_from_file("../../../outside/NAME/v.yaml").word }}',
    ),
    reads('load_from_file: outside of the context', {
      above: 'context: {file: ../../m/NAME.json}',
      file: '../../m/NAME.json',
      content: json,
      script: 'true',
      below: 'requirements: {run_constraints: ["x-${{ load_from_file(file).word }}"]}',
    }),
    reads('load_from_file: by a variant', {
      above: 'context: {unused: "1"}',
      files: { 'variants.yaml': 'which_of_loads: [a]\n' },
      file: '../../m/NAME-a.json',
      content: json,
      script: 'true',
      below: `requirements:
  run_constraints:
    - x-\${{ load_from_file("../../m/NAME-" ~ which_of_loads ~ ".json").word }}`,
    }),
  ].map(hideOutside),
);

/** Files outside of the workspace are in no commit. */
function hideOutside(change: Change): Change {
  return /absolute|out of the workspace/.test(change.what)
    ? { ...change, hidden: true, quiet: true }
    : change;
}
