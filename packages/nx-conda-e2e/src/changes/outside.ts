import { named } from './change';
import type { Place } from './place';
import { changes, echo, line, reads } from './reads';

// Files outside of the workspace, or git repositories: Nx lists neither.

const git = (place: Place, ...args: string[]) => place.git('OUTSIDE/repo', ...args);

function commit(place: Place, round: number): void {
  place.write('OUTSIDE/repo/f.txt', line(round));
  git(place, 'add', '--all');
  git(place, 'commit', '--quiet', '--message', `round ${round}`);
}

function newRepository(place: Place): void {
  git(place, 'init', '--quiet', '--initial-branch', 'main');
  commit(place, 0);
  git(place, 'tag', 'v1');
  git(place, 'branch', 'side');
}

const repository = { then: newRepository, script: 'cat f.txt', hidden: true, quiet: true };
const URL = 'git: "file://OUTSIDE/repo"';

export const outside = named('outside', [
  reads('an absolute source', {
    source: '{path: OUTSIDE}',
    file: 'OUTSIDE/f.txt',
    script: 'cat f.txt',
    hidden: true,
    quiet: true,
  }),
  reads('a relative source out of the workspace', {
    source: '{path: ../../../outside/NAME}',
    file: 'OUTSIDE/f.txt',
    script: 'cat f.txt',
    hidden: true,
    quiet: true,
  }),
  reads('a source of one file out of the workspace', {
    source: '{path: ../../../outside/NAME/f.txt}',
    file: 'OUTSIDE/f.txt',
    script: 'cat f.txt',
    hidden: true,
    quiet: true,
  }),
  reads('a deep file of a source out of the workspace', {
    source: '{path: "OUTSIDE/my src"}',
    file: 'OUTSIDE/my src/a/b/c/[d].txt',
    script: 'cat a/b/c/*',
    hidden: true,
    quiet: true,
  }),
  reads('a file that a link in a source out of the workspace leads to', {
    source: '{path: OUTSIDE/src}',
    file: 'OUTSIDE/pool/f.txt',
    files: { 'OUTSIDE/src/own.txt': 'own\n' },
    links: { 'OUTSIDE/src/l': '../pool' },
    script: 'cat OUTSIDE/src/l/f.txt',
    hidden: true,
    quiet: true,
  }),
  reads('url: file:// without a hash', {
    source: '{url: "file://OUTSIDE/f.txt"}',
    file: 'OUTSIDE/f.txt',
    script: 'cat f.txt',
    hidden: true,
    quiet: true,
  }),
  reads('url: file:// with percent signs', {
    source: '{url: "file://OUTSIDE/a%20b.txt", file_name: f.txt}',
    file: 'OUTSIDE/a b.txt',
    script: 'cat f.txt',
    hidden: true,
    quiet: true,
  }),
  reads('a patch out of the workspace', {
    source: '{path: files, patches: [OUTSIDE/p.patch]}',
    files: { 'files/h.txt': 'hello\n' },
    file: 'OUTSIDE/p.patch',
    content: (round) => `--- a/h.txt\n+++ b/h.txt\n@@ -1 +1 @@\n-hello\n+round ${round}\n`,
    script: 'cat h.txt',
    hidden: true,
    quiet: true,
  }),
  reads('a script out of the workspace, from recipe.yaml', {
    file: 'OUTSIDE/c.sh',
    content: echo,
    script: '. "$RECIPE_DIR/../../../outside/NAME/c.sh"',
    hidden: true,
    quiet: true,
  }),
  reads('a script out of the workspace, from build.sh', {
    file: 'OUTSIDE/c.sh',
    content: echo,
    buildSh: '. "$RECIPE_DIR/../../../outside/NAME/c.sh" > $PREFIX/share/NAME.txt',
    hidden: true,
    quiet: true,
  }),
  reads('an absolute path in a script', {
    file: 'OUTSIDE/f.txt',
    script: 'cat "OUTSIDE/f.txt"',
    hidden: true,
    quiet: true,
  }),
  reads('an absolute path in build.sh', {
    file: 'OUTSIDE/f.txt',
    buildSh: 'DATA=OUTSIDE\ncat $DATA/f.txt > $PREFIX/share/NAME.txt',
    hidden: true,
    quiet: true,
  }),
  changes(
    'a new file in a folder out of the workspace',
    {
      source: '{path: OUTSIDE}',
      files: { 'OUTSIDE/f.txt': 'one\n' },
      script: 'ls -1',
      hidden: true,
      quiet: true,
    },
    (place, round) => place.write(`OUTSIDE/new-${round}.txt`, 'new\n'),
  ),
  changes(
    'the executable bit of a file out of the workspace',
    {
      source: '{path: OUTSIDE}',
      files: { 'OUTSIDE/f1': 'x\n', 'OUTSIDE/f2': 'x\n', 'OUTSIDE/f3': 'x\n' },
      script: 'stat -c "%A" f1 f2 f3',
      hidden: true,
      quiet: true,
    },
    (place, round) => place.permit(`OUTSIDE/f${round}`, 0o755),
  ),
  changes(
    'a commit on the branch of a local git source',
    { ...repository, source: `{${URL}, branch: main}` },
    commit,
  ),
  changes(
    'a tag of a local git source moves',
    { ...repository, source: `{${URL}, tag: v1}` },
    (place, round) => {
      commit(place, round);
      git(place, 'tag', '--force', 'v1');
    },
  ),
  changes('the HEAD of a local git source', { ...repository, source: `{${URL}}` }, commit),
  changes(
    'a packed branch of a local git source',
    { ...repository, source: `{${URL}, branch: side}` },
    (place, round) => {
      commit(place, round);
      git(place, 'branch', '--force', 'side');
      git(place, 'pack-refs', '--all');
    },
  ),
  changes(
    'another branch of a local git source',
    { ...repository, source: `{${URL}, branch: side}`, expected: 'reuses' },
    commit,
  ),
  changes(
    'a local git source by its path',
    { ...repository, source: '{git: OUTSIDE/repo, branch: main}' },
    commit,
  ),
  changes(
    'a file that is not committed, in a local git source',
    { ...repository, source: `{${URL}, branch: main}`, expected: 'reuses' },
    (place, round) => place.write('OUTSIDE/repo/f.txt', line(round)),
  ),
  changes(
    'a file beside a source out of the workspace',
    {
      source: '{path: OUTSIDE/src}',
      files: { 'OUTSIDE/src/f.txt': 'one\n' },
      script: 'cat f.txt',
      expected: 'reuses',
      hidden: true,
      quiet: true,
    },
    (place, round) => place.write('OUTSIDE/beside.txt', line(round)),
  ),
]);
