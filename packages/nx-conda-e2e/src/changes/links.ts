import { type Change, named } from './change';
import { changes, line, type ReadingRecipe } from './reads';

const ALL =
  'cd "$RECIPE_DIR" && cp -r . "$SRC_DIR/got" && cd "$SRC_DIR/got" && find . -name "[flv]*" | sort | xargs ls -1';

/** A link whose target changes: round n leads to `vn`, before any change to `v0`. */
const retargeted = (
  what: string,
  link: string,
  folder: string,
  recipe: ReadingRecipe & Pick<Change, 'quiet'>,
): Change =>
  changes(what, { ...recipe, then: (place) => place.link(link, `${folder}0`) }, (place, round) =>
    place.link(link, `${folder}${round}`),
  );

const versions = (path: string, text: (round: number) => string = line): Record<string, string> =>
  Object.fromEntries([0, 1, 2, 3].map((n) => [path.replace('#', String(n)), text(n)]));

const same = () => 'the same\n';

const POOL = '../../pool/NAME';

export const links = named('links', [
  retargeted('a link to a folder beside it leads to another', 'cur', 'v', {
    files: versions('v#/f.txt'),
    quiet: true,
    script: 'cp -r $RECIPE_DIR/cur/. got && cat got/f.txt',
  }),
  retargeted('a link to a file leads to another', 'cur.txt', 'v', {
    files: versions('v#'),
    script: 'cat $RECIPE_DIR/cur.txt',
  }),
  retargeted('a link leads to another file of equal content, and is copied', 'l.txt', 'v', {
    files: versions('v#', same),
    script: 'cp -a $RECIPE_DIR/l.txt got && find got -printf "%l"',
  }),
  retargeted('a link leads to another file of equal content, and readlink is asked', 'l.txt', 'v', {
    files: versions('v#', same),
    script: 'readlink $RECIPE_DIR/l.txt',
  }),
  retargeted('a link to nowhere leads to another nowhere', 'l', 'nowhere-', {
    quiet: true,
    script: 'readlink $RECIPE_DIR/l',
  }),
  retargeted('a link in a folder of the source leads elsewhere', '../../src/NAME/deep/l', 'v', {
    source: '{path: ../../src/NAME}',
    files: versions('../../src/NAME/deep/v#', same),
    script: 'readlink deep/l',
  }),
  retargeted('a link to a folder out of the recipe leads to another', 'l', `${POOL}/v`, {
    files: versions(`${POOL}/v#/f.txt`),
    quiet: true,
    script: 'cat $RECIPE_DIR/l/f.txt',
  }),
  retargeted('an absolute link out of the workspace leads elsewhere', 'l', 'OUTSIDE/v', {
    files: versions('OUTSIDE/v#/f.txt'),
    quiet: true,
    script: 'cat $RECIPE_DIR/l/f.txt',
  }),
  retargeted('a link in the middle of a chain', `${POOL}/mid`, 'v', {
    files: versions(`${POOL}/v#`),
    links: { 'a.txt': '../../pool/NAME/mid' },
    script: 'cat $RECIPE_DIR/a.txt',
  }),
  changes(
    'a link becomes a file of equal content',
    {
      files: versions(`${POOL}/v#`, same),
      links: { l1: `${POOL}/v1`, l2: `${POOL}/v2`, l3: `${POOL}/v3` },
      script: ALL.replace('cp -r', 'cp -a').replace('ls -1', 'stat -c "%n %F"'),
    },
    (place, round) => {
      place.remove(`l${round}`);
      place.write(`l${round}`, same());
    },
  ),
  changes(
    'a file becomes a link to equal content',
    {
      files: { ...versions('f#', same), ...versions(`${POOL}/v#`, same) },
      script: ALL.replace('cp -r', 'cp -a').replace('ls -1', 'stat -c "%n %F"'),
    },
    (place, round) => place.link(`f${round}`, `${POOL}/v${round}`),
  ),
  changes(
    'a new link to a folder that was there',
    {
      files: versions('v#/x', same),
      script: ALL,
    },
    (place, round) => place.link(`l${round}`, `v${round}`),
  ),
  changes(
    'a dangling link gets a target',
    {
      links: { l1: `${POOL}/v1`, l2: `${POOL}/v2`, l3: `${POOL}/v3` },
      script: 'for l in 1 2 3; do cat "$RECIPE_DIR/l$l" || true; done',
    },
    (place, round) => place.write(`${POOL}/v${round}`, line(round)),
  ),
  changes(
    'a folder becomes a link to an equal one',
    {
      files: { ...versions('v#/x', same), ...versions(`${POOL}/v#/x`, same) },
      script: 'cd $RECIPE_DIR; stat -c "%n %F" v?',
    },
    (place, round) => place.link(`v${round}`, `${POOL}/v${round}`),
  ),
]);
