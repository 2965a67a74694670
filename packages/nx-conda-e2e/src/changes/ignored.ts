import { named } from './change';
import type { Place } from './place';
import { changes, line, reads } from './reads';

// Files that git or Nx does not list.

const tracked = (path: string) => (place: Place) => place.workspace.git('add', '--force', place.path(path));
const ignoredBy = (file: string, pattern: string) => (place: Place) =>
  place.append(file, `${place.text(pattern)}\n`);

const ROOT = '../../.gitignore';

export const ignored = named('ignored', [
  reads('tracked, though .gitignore matches', {
    file: 'dist/kept.txt',
    then: tracked('dist/kept.txt'),
    hidden: true,
    quiet: true,
  }),
  reads('ignored by the root .gitignore, and named in the script', {
    file: 'gen.txt',
    then: ignoredBy(ROOT, '/recipes/NAME/gen.txt'),
    hidden: true,
    quiet: true,
  }),
  reads('ignored by a .gitignore beside it, and copied with the whole folder', {
    file: 'gen/out.txt',
    script: 'cp -r "$RECIPE_DIR/." got; cat got/gen/out.txt',
    files: { '.gitignore': 'gen\n' },
    hidden: true,
    quiet: true,
  }),
  reads('ignored by .gitignore files of two levels, the inner one with exceptions', {
    file: 'a/b/secret.txt',
    script: 'cat "$RECIPE_DIR/a/b/secret.txt" "$RECIPE_DIR/a/b/open.txt"',
    files: { '.gitignore': '*.txt\n', 'a/.gitignore': '!open.txt\n', 'a/b/open.txt': 'open\n' },
    hidden: true,
    quiet: true,
  }),
  reads('ignored by .git/info/exclude', {
    file: 'local.txt',
    then: ignoredBy('../../.git/info/exclude', '/recipes/NAME/local.txt'),
    hidden: true,
    quiet: true,
  }),
  reads('named in .nxignore, tracked by git', {
    file: 'nx.txt',
    then: ignoredBy('../../.nxignore', 'recipes/NAME/nx.txt'),
    hidden: true,
    quiet: true,
  }),
  reads('a source that .nxignore names', {
    source: '{path: ../../src/NAME}',
    file: '../../src/NAME/f.txt',
    script: 'cat f.txt',
    then: ignoredBy('../../.nxignore', 'src/NAME'),
    hidden: true,
    quiet: true,
  }),
  reads('ignored, in a source with use_gitignore: false', {
    source: '{path: ../../src/NAME, use_gitignore: false}',
    file: '../../src/NAME/gen.txt',
    script: 'cat gen.txt',
    then: ignoredBy(ROOT, '/src/NAME/gen.txt'),
    hidden: true,
    quiet: true,
  }),
  reads('ignored, in a source below the recipe with use_gitignore: false', {
    source: '{path: src, use_gitignore: false}',
    file: 'src/gen.txt',
    script: 'cat gen.txt',
    files: { 'src/.gitignore': 'gen.txt\n' },
    hidden: true,
    quiet: true,
  }),
  reads('node_modules of a source with use_gitignore: false', {
    source: '{path: ../../src/NAME, use_gitignore: false}',
    file: '../../src/NAME/node_modules/x/index.js',
    files: { '../../src/NAME/package.json': '{}' },
    script: 'cat node_modules/x/index.js',
    hidden: true,
    quiet: true,
  }),
  reads('node_modules of a source, tracked by git', {
    source: '{path: src}',
    file: 'src/node_modules/x/index.js',
    files: { 'src/.gitignore': '!node_modules\n' },
    then: tracked('src/node_modules/x/index.js'),
    script: 'cat node_modules/x/index.js',
    hidden: true,
    quiet: true,
  }),
  reads('a patch that git ignores', {
    source: '{path: files, patches: [gen.patch]}',
    files: { 'files/h.txt': 'hello\n', '.gitignore': '*.patch\n' },
    file: 'gen.patch',
    content: (round) => `--- a/h.txt\n+++ b/h.txt\n@@ -1 +1 @@\n-hello\n+round ${round}\n`,
    script: 'cat h.txt',
    hidden: true,
    quiet: true,
  }),
  reads('a file that git ignores, loaded by a template', {
    above: 'context: {word: "${{ load_from_file(\'gen.json\').word }}"}',
    files: { '.gitignore': 'gen.json\n' },
    file: 'gen.json',
    content: (round) => JSON.stringify({ word: `w${round}` }),
    script: 'echo ${{ word }}',
    hidden: true,
    quiet: true,
  }),
  reads('variants.yaml beside the recipe that git ignores', {
    files: { '.gitignore': 'variants.yaml\n' },
    file: 'variants.yaml',
    content: (round) => `word_of_ignored: [w${round}]\n`,
    script: 'echo ${{ word_of_ignored }}',
    hidden: true,
    quiet: true,
  }),
  reads('build.sh that git ignores', {
    files: { '.gitignore': 'build.sh\n' },
    buildSh: 'unused',
    file: 'build.sh',
    content: (round) => `mkdir -p $PREFIX/share; echo ${round} > $PREFIX/share/NAME.txt\n`,
    hidden: true,
    quiet: true,
  }),
  reads('a link to a file that git ignores', {
    file: '../../pool/NAME/gen.txt',
    links: { 'l.txt': '../../pool/NAME/gen.txt' },
    script: 'cat $RECIPE_DIR/l.txt',
    then: ignoredBy(ROOT, '/pool/NAME/gen.txt'),
    hidden: true,
    quiet: true,
  }),
  reads('a test file that git ignores', {
    target: 'conda-test',
    below: 'tests:\n  - files: {recipe: [fix.dat]}\n    script: [grep -v bad fix.dat]',
    files: { '.gitignore': 'fix.dat\n' },
    file: 'fix.dat',
    content: (round) => (round === 0 ? 'good\n' : `bad ${round}\n`),
    script: 'true',
    hidden: true,
    quiet: true,
  }),
  reads('ignored by git, in a source that leaves that out', {
    source: '{path: src}',
    file: 'src/gen.txt',
    files: { '.gitignore': 'gen.txt\n', 'src/f.txt': 'one\n' },
    script: 'ls -1',
    expected: 'reuses',
    hidden: true,
    quiet: true,
  }),
  reads('node_modules that git ignores, of a source that leaves that out', {
    source: '{path: ../../src/NAME}',
    file: '../../src/NAME/node_modules/x/index.js',
    files: { '../../src/NAME/package.json': '{}' },
    script: 'ls -1',
    expected: 'reuses',
    hidden: true,
    quiet: true,
  }),
  reads("an editor's swap file that git ignores", {
    file: '.recipe.yaml.swp',
    files: { '.gitignore': '*.swp\n' },
    script: 'echo nothing of it',
    expected: 'reuses',
    hidden: true,
    quiet: true,
  }),
  changes(
    'a hidden file of a source is new',
    { source: '{path: ../../src/NAME}', files: { '../../src/NAME/f.txt': 'one\n' }, script: 'ls -1A' },
    (place, round) => place.write(`../../src/NAME/.hidden-${round}`, line(round)),
  ),
]);
