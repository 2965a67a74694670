import { named } from './change';
import type { Place } from './place';
import { echo, reads } from './reads';

// Only if the workspace is a folder of a repository: files beside it there.

const REPOSITORY = '../../..';
const ignoredAbove = (pattern: string) => (place: Place) =>
  place.append(`${REPOSITORY}/.gitignore`, `${place.text(pattern)}\n`);

export const above = named('above', [
  reads('a source beside the workspace', {
    quiet: true,
    source: `{path: ${REPOSITORY}/lib/NAME}`,
    file: `${REPOSITORY}/lib/NAME/f.txt`,
    script: 'cat f.txt',
  }),
  reads('a script beside the workspace, from build.sh', {
    quiet: true,
    file: `${REPOSITORY}/lib/NAME/c.sh`,
    content: echo,
    buildSh: `. "$RECIPE_DIR/${REPOSITORY}/lib/NAME/c.sh" > $PREFIX/share/NAME.txt`,
  }),
  reads('a version beside the workspace', {
    quiet: true,
    above: `context: {word: '\${{ load_from_file("${REPOSITORY}/lib/NAME/package.json").version }}'}`,
    file: `${REPOSITORY}/lib/NAME/package.json`,
    content: (round) => JSON.stringify({ version: `1.0.${round}` }),
    script: 'echo ${{ word }}',
  }),
  reads('a file that a link out of the workspace leads to', {
    quiet: true,
    file: `${REPOSITORY}/lib/NAME/f.txt`,
    links: { 'l.txt': `${REPOSITORY}/lib/NAME/f.txt` },
    script: 'cat $RECIPE_DIR/l.txt',
  }),
  reads('a file that the .gitignore of the repository names, read by a script', {
    file: 'gen.txt',
    then: ignoredAbove('/workspace/recipes/NAME/gen.txt'),
  }),
  reads('a file that the .gitignore of the repository names, of a source that leaves it out', {
    source: '{path: src}',
    files: { 'src/f.txt': 'one\n' },
    file: 'src/gen.txt',
    script: 'cat f.txt',
    then: ignoredAbove('/workspace/recipes/NAME/src/gen.txt'),
    // Nx reads no .gitignore above its workspace, and hashes the file.
    expected: 'may',
  }),
  reads('a file of the recipe', { file: 'f.txt' }),
  reads('a file beside a source beside the workspace', {
    quiet: true,
    source: `{path: ${REPOSITORY}/lib/NAME/in}`,
    files: { [`${REPOSITORY}/lib/NAME/in/f.txt`]: 'one\n' },
    file: `${REPOSITORY}/lib/NAME/out.txt`,
    script: 'cat f.txt',
    expected: 'reuses',
  }),
]);
