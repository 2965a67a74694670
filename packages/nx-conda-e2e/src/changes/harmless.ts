import { utimesSync } from 'node:fs';
import { named } from './change';
import { changes, line, reads } from './reads';

// Changes that no build reads, or that do not change the package.

const touched = 1_000_000_000;

export const harmless = named('harmless', [
  changes('the time of recipe.yaml', { script: 'echo', expected: 'reuses', hidden: true }, (place, round) =>
    utimesSync(place.path('recipe.yaml'), touched + round, touched + round),
  ),
  changes(
    'the time of a source',
    {
      source: '{path: ../../src/NAME}',
      files: { '../../src/NAME/f.txt': 'one\n' },
      script: 'cat f.txt',
      expected: 'reuses',
      hidden: true,
    },
    (place, round) => utimesSync(place.path('../../src/NAME/f.txt'), touched + round, touched + round),
  ),
  changes(
    'a file is written again with equal content',
    { files: { 'f.txt': 'one\n' }, script: 'cat $RECIPE_DIR/f.txt', expected: 'reuses', hidden: true },
    (place) => place.write('f.txt', 'one\n'),
  ),
  changes('a README at the root of the workspace', { script: 'echo', expected: 'reuses' }, (place, round) =>
    place.write('../../README.md', line(round)),
  ),
  reads("a file of a folder beside the recipe's", {
    file: '../beside-NAME/f.txt',
    script: 'echo',
    expected: 'reuses',
  }),
  reads('a file of a folder whose name begins like that of the recipe', {
    file: '../NAME-more/f.txt',
    script: 'echo',
    expected: 'reuses',
  }),
  reads('a file beside a source', {
    source: '{path: ../../src/NAME/in}',
    files: { '../../src/NAME/in/f.txt': 'x\n' },
    file: '../../src/NAME/out.txt',
    script: 'cat f.txt',
    expected: 'reuses',
  }),
  reads('a file beside a shared script', {
    files: { '../../common/NAME/c.sh': 'echo one\n' },
    file: '../../common/NAME/other.sh',
    script: '. "$RECIPE_DIR/../../common/NAME/c.sh"',
    expected: 'reuses',
  }),
  reads('a file beside a patch', {
    source: '{path: files, patches: [../../patches/NAME/a.patch]}',
    files: {
      'files/h.txt': 'hello\n',
      '../../patches/NAME/a.patch': '--- a/h.txt\n+++ b/h.txt\n@@ -1 +1 @@\n-hello\n+patched\n',
    },
    file: '../../patches/NAME/b.patch',
    script: 'cat h.txt',
    expected: 'reuses',
  }),
  reads('a comment in a shared script', {
    file: '../../common/NAME/c.sh',
    content: (round) => `# ${round}\necho one\n`,
    script: '. "$RECIPE_DIR/../../common/NAME/c.sh"',
    expected: 'may',
  }),
  reads('a file in the recipe that no script reads', { file: 'notes.md', script: 'echo', expected: 'may' }),
  reads('a JavaScript package of the workspace', {
    file: '../../js-NAME/package.json',
    content: (round) => JSON.stringify({ name: 'js-of-harmless', version: `1.0.${round}` }),
    script: 'echo',
    expected: 'reuses',
  }),
  reads('a path in a comment of the recipe', {
    above: '# see ../../notes/NAME.md',
    file: '../../notes/NAME.md',
    script: 'echo',
    expected: 'reuses',
  }),
  reads('a path that is a home page', {
    below: 'about: {homepage: "https://example.com/../../notes/NAME.md"}',
    file: '../../notes/NAME.md',
    script: 'echo',
    expected: 'reuses',
  }),
  changes(
    'an output folder that the build leaves',
    { script: 'echo', expected: 'reuses', hidden: true },
    (place, round) => place.write(`../../dist/other-NAME/${round}.txt`, 'x'),
  ),
  changes(
    'the permission of recipe.yaml for others',
    { script: 'echo', expected: 'reuses', hidden: true },
    (place, round) => place.permit('recipe.yaml', [0o644, 0o640, 0o600, 0o664][round] ?? 0o644),
  ),
]);
