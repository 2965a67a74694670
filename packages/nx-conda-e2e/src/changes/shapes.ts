import { mkdirSync, renameSync, utimesSync } from 'node:fs';
import { named } from './change';
import type { Place } from './place';
import { changes, reads } from './reads';

// Permissions, and files that are moved, new or of another kind.

const THREE = { f1: 'x\n', f2: 'x\n', f3: 'x\n' };
const at = (folder: string) =>
  Object.fromEntries(Object.entries(THREE).map(([file, text]) => [`${folder}/${file}`, text]));

/** Nx takes a file with the same time for unchanged. */
function spread(place: Place): void {
  for (const [index, file] of ['a', 'b', 'c'].entries())
    utimesSync(place.path(file), 1_700_000_000 + index, 1_700_000_000 + index);
}

export const shapes = named('shapes', [
  changes(
    'the executable bit of a file of the recipe',
    { files: THREE, script: 'cd $RECIPE_DIR; stat -c "%A" f1 f2 f3', quiet: true },
    (place, round) => place.permit(`f${round}`, 0o755),
  ),
  changes(
    'the executable bit of a file of a source elsewhere',
    {
      source: '{path: ../../src/NAME}',
      files: at('../../src/NAME'),
      script: 'stat -c "%A" f1 f2 f3',
      quiet: true,
    },
    (place, round) => place.permit(`../../src/NAME/f${round}`, 0o755),
  ),
  changes(
    'the executable bit of a file in a folder that a link leads to',
    {
      files: at('../../pool/NAME'),
      links: { l: '../../pool/NAME' },
      script: 'cd $RECIPE_DIR/l; stat -c "%A" f1 f2 f3',
      quiet: true,
    },
    (place, round) => place.permit(`../../pool/NAME/f${round}`, 0o755),
  ),
  changes(
    'the executable bit of an ignored file that is read',
    {
      files: { ...at('gen'), '.gitignore': 'gen\n' },
      script: 'cd $RECIPE_DIR/gen; stat -c "%A" f1 f2 f3',
      hidden: true,
      quiet: true,
    },
    (place, round) => place.permit(`gen/f${round}`, 0o755),
  ),
  changes(
    'a file is renamed, with equal content',
    { source: '{path: src}', files: { 'src/f0.txt': 'x\n' }, script: 'ls -1' },
    (place, round) => renameSync(place.path(`src/f${round - 1}.txt`), place.path(`src/f${round}.txt`)),
  ),
  changes(
    'two files change places',
    { files: { a: 'one\n', b: 'two\n', c: 'three\n' }, script: 'cd $RECIPE_DIR; head a b c', then: spread },
    (place, round) => {
      const [first = '', second = ''] =
        [
          ['a', 'b'],
          ['b', 'c'],
          ['a', 'b'],
        ][round - 1] ?? [];
      renameSync(place.path(first), place.path('swap'));
      renameSync(place.path(second), place.path(first));
      renameSync(place.path('swap'), place.path(second));
    },
  ),
  changes(
    'a new file in a folder that is copied',
    { files: { 'src/f.txt': 'x\n' }, source: '{path: src}', script: 'ls -1' },
    (place, round) => place.write(`src/new-${round}.txt`, ''),
  ),
  changes(
    'an empty folder',
    { files: { 'src/f.txt': 'x\n' }, script: 'ls -1 $RECIPE_DIR/src', expected: 'may', hidden: true },
    (place, round) => void mkdirSync(place.path(`src/empty-${round}`)),
  ),
  reads('the text of recipe.yaml', { file: 'recipe.yaml', content: (round) => TEXT(round), whole: 'unused' }),
  reads('recipe.yaml with Windows line ends', {
    file: 'recipe.yaml',
    content: (round) => TEXT(round).replaceAll('\n', '\r\n'),
    whole: 'unused',
  }),
  reads('a large binary file, one byte', {
    file: 'big.bin',
    content: (round) => `${'\0'.repeat(3_000_000)}${round}`,
    script: 'sha256sum < $RECIPE_DIR/big.bin',
  }),
  reads('a file that only its case tells from another', {
    file: 'F.txt',
    files: { 'f.txt': 'x\n' },
    script: 'cat $RECIPE_DIR/F.txt $RECIPE_DIR/f.txt',
  }),
  changes(
    'a file becomes a folder',
    { files: { a: 'x', b: 'x', c: 'x' }, script: 'cd $RECIPE_DIR; find a b c -name "[abcx]*"' },
    (place, round) => {
      const file = ['a', 'b', 'c'][round - 1] ?? '';
      place.remove(file);
      place.write(`${file}/x`, 'x');
    },
  ),
  reads('the file of a test script', {
    target: 'conda-test',
    below: 'tests:\n  - script: {file: t.sh}',
    file: 't.sh',
    content: (round) => (round === 0 ? 'true\n' : `exit ${round}\n`),
    script: 'true',
  }),
]);

function TEXT(round: number): string {
  return `package: {name: NAME, version: "1"}\nbuild:\n  noarch: generic\n  script: [mkdir -p $PREFIX/share, 'echo ${round} > $PREFIX/share/NAME.txt']\n`;
}
