import { type Change, named } from './change';
import { line, reads } from './reads';

// Names of folders and files with special characters of globs, shells, git's ignore files or Nx's inputs.

const LONG = 'long'.repeat(50);

const FOLDERS: string[] = [
  'we[ir]d',
  'br{a,b}ce',
  'par(en)s',
  '@(at)',
  '+(plus)',
  '!(not)this',
  'st*r',
  '**',
  'qu?stion',
  '[!neg]',
  '[a-z]',
  'open[',
  'close]',
  'open{',
  'close}',
  'a,b',
  '!bang',
  '#hash',
  'back\\slash',
  '\\[escaped\\]',
  'quo"te',
  "apo'strophe",
  'cash$',
  '%20',
  'c++x',
  'a&b;c',
  'a|b',
  '^caret',
  '~tilde',
  '-dash',
  'two  spaces',
  ' lead and trail ',
  'n\u00e4\u00efve-nfc',
  'na\u0308i\u0308ve-nfd',
  '日本語',
  '🐍',
  '..dots',
  '.hidden',
  '{projectRoot}',
  '{workspaceRoot}',
  '@scope',
  'a:b',
  LONG,
];

/** Folders and files outside of the recipe's folder, named in the recipe. */
const SOURCES: string[] = [
  'c[1]',
  '(x)',
  '{one,two}',
  '!neg',
  '@(s)',
  'st*r',
  'my src',
  '#src',
  'back\\slash',
  '..src',
  'é\u0301',
  '日本 語',
];

/** Nx takes a backslash in git's output for a slash, and does not find the file among the changed ones. */
const isUnreadableForNx = (name: string): boolean => name.includes('\\');

const folder = (name: string): Change =>
  reads(`a file in the recipe's folder ${shown(name)}`, {
    hidden: isUnreadableForNx(name),
    folder: `names/NAME/${name}`,
    file: 'f.txt',
    script: 'cat "$RECIPE_DIR/f.txt"',
  });

const nested = (name: string): Change =>
  reads(`a file in a folder ${shown(name)} of the recipe's`, {
    file: `${name}/f.txt`,
    script: 'find "$RECIPE_DIR" -name f.txt -exec cat {} +',
    // Ignored by git everywhere.
    hidden: name === 'node_modules',
  });

const source = (name: string): Change =>
  reads(`a source ${shown(name)} elsewhere`, {
    source: `{path: ${JSON.stringify(`../../libs/NAME/${name}`)}}`,
    file: `../../libs/NAME/${name}/f.txt`,
    script: 'cat f.txt',
  });

const patchText = (word: string) => (round: number) =>
  `--- a/h.txt\n+++ b/h.txt\n@@ -1 +1 @@\n-hello\n+${word} ${round}\n`;

const patch = (path: string): Change =>
  reads(`a patch ${shown(path)}`, {
    source: `{path: files, patches: [${JSON.stringify(path)}]}`,
    files: { 'files/h.txt': 'hello\n' },
    file: path,
    content: patchText('patched'),
    script: 'cat h.txt',
  });

const loaded = (path: string): Change =>
  reads(`a file that a template loads, ${shown(path)}`, {
    above: `context: {word: '\${{ load_from_file(${JSON.stringify(path)}).word }}'}`,
    file: path,
    content: (round) => `word: w${round}\n`,
    script: 'echo ${{ word }}',
  });

export const names = named('names', [
  ...FOLDERS.map(folder),
  ...['we[ir]d', '{a,b}', '!bang', '.hidden', 'node_modules', 'dist-[x]'].map(nested),
  ...SOURCES.map(source),
  patch('../../patches/NAME/my fix.patch'),
  patch('../../patches/NAME/{1}(2).patch'),
  patch('../../..patches/NAME.patch'),
  patch('./../../patches/NAME.patch'),
  patch('files/../../../patches/NAME-un.patch'),
  loaded('../../manifests/NAME/[x].yaml'),
  loaded('../../manifests/NAME/a b.yaml'),
  reads('the variants beside a recipe in a folder "[v]{w}"', {
    folder: 'names/NAME/[v]{w}',
    file: 'variants.yaml',
    content: (round) => `word_of_names: ["w${round}"]\n`,
    script: 'echo ${{ word_of_names }}',
  }),
  reads('a link in a folder "[l]" to a folder "(t)"', {
    folder: 'names/NAME/[l]',
    links: { lib: '../../../libs/NAME/(t)' },
    file: '../../../libs/NAME/(t)/f.txt',
    script: 'cat "$RECIPE_DIR/lib/f.txt"',
    content: line,
  }),
]);

function shown(name: string): string {
  return JSON.stringify(name.length > 40 ? `${name.slice(0, 20)}… (${name.length})` : name);
}
