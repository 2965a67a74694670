import { named } from './change';
import type { Place } from './place';
import { reads } from './reads';

// The target of the link changes, not the link.

const POOL = '../../pool/NAME';

export const behindLinks = named('behind-links', [
  reads('a file out of the workspace that a link leads to', {
    file: 'OUTSIDE/f.txt',
    links: { 'l.txt': 'OUTSIDE/f.txt' },
    script: 'cat $RECIPE_DIR/l.txt',
    hidden: true,
    quiet: true,
  }),
  reads('a file in a folder out of the workspace that a link leads to', {
    file: 'OUTSIDE/deep/f.txt',
    links: { l: '../../../outside/NAME' },
    script: 'cat $RECIPE_DIR/l/deep/f.txt',
    hidden: true,
    quiet: true,
  }),
  reads('a file in a folder that a link in a source leads to', {
    source: '{path: ../../src/NAME}',
    file: `${POOL}/f.txt`,
    files: { '../../src/NAME/own.txt': 'own\n' },
    links: { '../../src/NAME/vendor': '../../pool/NAME' },
    script: 'cat $RECIPE_DIR/../../src/NAME/vendor/f.txt',
  }),
  reads('a file behind two links of folders', {
    file: `${POOL}/e/f.txt`,
    files: { '../../shared/NAME/own.txt': 'own\n' },
    links: { shared: '../../shared/NAME', '../../shared/NAME/deep': '../../pool/NAME/e' },
    script: 'cat $RECIPE_DIR/shared/deep/f.txt',
  }),
  reads('a file behind a chain of four links', {
    file: `${POOL}/end.txt`,
    links: {
      'a.txt': 'b.txt',
      'b.txt': '../../pool/NAME/c.txt',
      '../../pool/NAME/c.txt': 'd.txt',
      '../../pool/NAME/d.txt': 'end.txt',
    },
    script: 'cat $RECIPE_DIR/a.txt',
  }),
  reads('a file in another recipe, behind a link', {
    file: '../other-of-NAME/f.txt',
    files: {
      '../other-of-NAME/recipe.yaml':
        'package: {name: other-of-NAME, version: "1"}\nbuild: {noarch: generic, script: echo}\n',
    },
    links: { l: '../other-of-NAME' },
    script: 'cat $RECIPE_DIR/l/f.txt',
  }),
  reads("the data beside a recipe.yaml that a recipe's link leads to", {
    file: '../real-of-NAME/data.txt',
    whole: 'unused',
    then: linkedRecipe,
  }),
  reads("the variants beside a recipe.yaml that a recipe's link leads to", {
    file: '../real-of-NAME/variants.yaml',
    content: (round) => `word_of_links: [w${round}]\n`,
    whole: 'unused',
    then: linkedRecipe,
  }),
  reads('a file of a source that is a link itself', {
    source: '{path: ../../src/NAME}',
    file: `${POOL}/f.txt`,
    links: { '../../src/NAME': '../pool/NAME' },
    script: 'cat f.txt',
  }),
  reads('a patch behind a link', {
    source: '{path: files, patches: [p.patch]}',
    files: { 'files/h.txt': 'hello\n' },
    links: { 'p.patch': `${POOL}/p.patch` },
    file: `${POOL}/p.patch`,
    content: (round) => `--- a/h.txt\n+++ b/h.txt\n@@ -1 +1 @@\n-hello\n+round ${round}\n`,
    script: 'cat h.txt',
  }),
  reads('a loaded file behind two links', {
    above: 'context: {word: "${{ load_from_file(\'v.json\').word }}"}',
    links: { 'v.json': `${POOL}/v.json`, [`${POOL}/v.json`]: 'OUTSIDE/v.json' },
    file: 'OUTSIDE/v.json',
    content: (round) => JSON.stringify({ word: `w${round}` }),
    script: 'echo ${{ word }}',
    hidden: true,
    quiet: true,
  }),
  reads('variants.yaml beside the recipe, behind a link', {
    links: { 'variants.yaml': `${POOL}/variants.yaml` },
    file: `${POOL}/variants.yaml`,
    content: (round) => `more_of_links: [w${round}]\n`,
    script: 'echo ${{ more_of_links }}',
  }),
  reads('build.sh behind a link', {
    buildSh: 'unused',
    file: `${POOL}/build.sh`,
    content: (round) => `mkdir -p $PREFIX/share; echo ${round} > $PREFIX/share/NAME.txt\n`,
    then: (place) => place.link('build.sh', `${POOL}/build.sh`),
  }),
  reads('a file in a link that goes round in a circle', {
    file: 'f.txt',
    links: { round: '.' },
    script: 'cat $RECIPE_DIR/round/round/f.txt',
  }),
]);

const REAL = (name: string): string => `context: {word: "\${{ word_of_links | default('none') }}"}
package: {name: ${name}, version: "1"}
build:
  noarch: generic
  script:
    - mkdir -p $PREFIX/share
    - 'echo \${{ word }} > $PREFIX/share/NAME.txt; cat $RECIPE_DIR/data.txt >> $PREFIX/share/NAME.txt || true'
`;

/** rattler-build resolves the link: it builds the target folder. */
function linkedRecipe(place: Place): void {
  place.write('../real-of-NAME/recipe.yaml', REAL('NAME'));
  place.link('recipe.yaml', '../real-of-NAME/recipe.yaml');
}
