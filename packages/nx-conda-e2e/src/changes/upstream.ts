import { type Change, named } from './change';
import type { Place } from './place';
import { writeRecipe } from './reads';

const PROVIDER = '../provider-of-NAME';

/** A recipe that copies files of another recipe of the workspace. */
const onProvider = (
  what: string,
  apply: Change['apply'],
  expected: Change['expected'] = 'builds',
  section = 'host',
): Change => ({
  what,
  expected,
  prepare: (place) => {
    provider(place, 0);
    writeRecipe(place, {
      script: section === 'host' ? 'cat $PREFIX/share/provider-of-NAME.txt' : 'echo nothing',
      below: `requirements: {${section}: [provider-of-NAME]}`,
    });
  },
  apply,
});

function provider(place: Place, round: number, above = '', extra = ''): void {
  writeRecipe(
    place,
    {
      whole: `${above}package: {name: provider-of-NAME, version: "1"}
build:
  noarch: generic
  script: [mkdir -p $PREFIX/share, 'echo content ${round} > $PREFIX/share/provider-of-NAME.txt']
${extra}`,
    },
    `${PROVIDER}/recipe.yaml`,
  );
}

export const upstream = named('upstream', [
  onProvider('the content of a package in host', (place, round) => provider(place, round)),
  onProvider(
    'a comment in the recipe of a package in host',
    (place, round) => provider(place, 0, `# round ${round}\n`),
    'reuses',
  ),
  onProvider('the content of a package in run', (place, round) => provider(place, round), 'reuses', 'run'),
  onProvider(
    'a file beside the recipe of a package in host',
    (place, round) => place.write(`${PROVIDER}/note-${round}.txt`, 'x'),
    'reuses',
  ),
  onProvider(
    'a run requirement of a package in host',
    (place, round) => {
      const name = `run-${round}-of-${place.name}`;
      place.write(
        `../${name}/recipe.yaml`,
        `package: {name: ${name}, version: "1"}\nbuild: {noarch: generic, script: echo}\n`,
      );
      provider(place, 0, '', `requirements: {run: [${name}]}\n`);
    },
    'may',
  ),
  {
    what: 'the content of a package two steps up, which the one between passes on',
    expected: 'builds',
    prepare: (place) => {
      provider(place, 0);
      place.write('../middle-of-NAME/recipe.yaml', MIDDLE);
      writeRecipe(place, {
        script: 'cat $PREFIX/share/provider-of-NAME.txt',
        below: 'requirements: {host: [middle-of-NAME]}',
      });
    },
    apply: (place, round) => provider(place, round),
  },
]);

const MIDDLE = `package: {name: middle-of-NAME, version: "1"}
build: {noarch: generic, script: echo}
requirements: {run: [provider-of-NAME]}
`;
