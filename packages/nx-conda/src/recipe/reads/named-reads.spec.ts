import { type Mentions, mentionsOf } from './mentions';
import { parseRecipe } from '../parts/parse';
import { Scope } from '../parts/scope';

function mentions(text: string, variants: Record<string, string[]> = {}): Mentions {
  const recipe = parseRecipe(`package: {name: x}\n${text}\n`, 'recipes/x/recipe.yaml');
  return mentionsOf(recipe, [], new Scope(recipe, { values: variants, zipKeys: [] }));
}

/** Paths, copied ones with a `+` in front; without the default scripts. */
function pathsOf(text: string): string[] {
  const found = mentions(text).reads.filter(({ path }) => !/^build\.(sh|bat)$/.test(path));
  return found.map(({ path, takes }) => (takes === 'copy' ? `+${path}` : path));
}

describe('reads', () => {
  it.each([
    ['source: {path: "../../my src"}', ['+../../my src']],
    ['source: {path: ./../../src/dot}', ['+../../src/dot']],
    ['source: {path: "../../src/br[1]"}', ['+../../src/br[1]']],
    ['source: {path: files/../../../x}', ['+../../x']],
    ['source: {path: ../s, use_gitignore: false}', ['../s']],
    ['source: {path: /abs/src}', ['+/abs/src']],
    ['source: {path: x, patches: ["../p/end "]}', ['../p/end', '../p/end ', '+x']],
    ['build: {script: "cat \'$RECIPE_DIR/../end \'"}', ['../end', '../end ']],
    ['source: {path: x, patches: ["../../p/my fix.patch"]}', ['../../p/my fix.patch', '+x']],
    ['source: {path: x, patches: ["${{ RECIPE_DIR }}/../../p/p.patch"]}', ['../../p/p.patch', '+x']],
    ['source: {url: "file:///abs/a%20b.txt"}', ['/abs/a b.txt']],
    ['about: {license_file: [LICENSE, "../lic/*.txt"]}', ['../lic', 'LICENSE']],
    ['tests: [{script: {file: ../t.sh}, files: {recipe: ["../d/*"]}}]', ['../d', '../t.sh']],
    ['build: {script: {file: ../scripts/b.sh}}', ['../scripts/b.sh']],
    ['build: {script: ["cd $RECIPE_DIR", ". ../x.sh"]}', ['.', '../x.sh']],
    ['build: {script: "cat ${{ RECIPE_DIR }}/../late"}', ['../late']],
    ['build: {steps: [{run: "cat $RECIPE_DIR/../st"}]}', ['../st']],
    ['context: {c: ../common}\nbuild: {script: ". $RECIPE_DIR/${{ c }}/c.sh"}', ['../common/c.sh']],
    ['context: {cmd: "bash $RECIPE_DIR/../via.sh"}\nbuild: {script: "${{ cmd }}"}', ['../via.sh']],
    ['build: {script: "cat $RECIPE_DIR/../${{ unknown }}/c"}', ['..']],
    ['build: {script: ["R=RECIPE_DIR", "HERE=${!R}", "UP=$HERE/../.."]}', []],
    ['build: {script: ["a;b/../../../c"]}', []],
    ['build: {script: "../odd (1)&x.sh"}', ['../odd (1)&x.sh']],
    ['build: {script: "cat /opt/a$RECIPE_DIR/b && cd /..$RECIPE_DIR"}', ['.', 'b']],
    ['tests: [{script: ["cat $RECIPE_DIR/../no"]}]', []],
  ])('%s', (text, paths) => {
    expect(pathsOf(text)).toEqual(paths);
  });

  it('evaluates paths over all variants', () => {
    const { reads } = mentions('source: {path: "../${{ src }}"}', { src: ['one', 'two'] });
    expect(reads.map(({ path }) => path)).toEqual(expect.arrayContaining(['../one', '../two']));
  });
});

describe('loads and environment', () => {
  it.each([
    ['{f: ../v.json, v: "${{ load_from_file(f).v }}"}', { loads: ['../v.json'], files: ['../v.json'] }],
    ['{r: "..", v: "${{ load_from_file(r ~ \'/p.toml\').v }}"}', { loads: ['../p.toml'] }],
    ["{v: \"${{ load_from_file('../vers' ~ 'ions.json').v }}\"}", { loads: ['../versions.json'] }],
    ['{n: X, v: "${{ env.get(n, default=\'d\') }}"}', { environment: ['X'] }],
    ["{v: \"${{ env.get('VAR_' ~ 'B', default='d') }}\"}", { environment: ['VAR_B'] }],
    ['{n: X, v: "${{ env[n] }}"}', { environment: ['X'] }],
  ])('evaluates arguments: %s', (context, expected) => {
    expect(mentions(`context: ${context}`)).toMatchObject({ ...expected, unhashed: [] });
  });

  it.each([
    ['load_from_file()', 'The file that `load_from_file` reads is unknown: the call has no argument.'],
    ['env.get()', 'The environment variable that `env` reads is unknown: the call has no argument.'],
  ])('says why it does not know what %s reads', (call, message) => {
    expect(mentions(`context:\n  v: \${{ ${call} }}`).unhashed).toMatchObject([{ message }]);
  });

  it.each(['load_from_file(unknown)', 'env.get(unknown)', 'env[unknown]'])(
    'reports %s as unknown',
    (call) => {
      expect(mentions(`context:\n  v: \${{ ${call} }}`).unhashed).toEqual([
        {
          file: 'recipes/x/recipe.yaml',
          line: 3,
          column: 6,
          message: expect.stringMatching(/is unknown/) as string,
        },
      ]);
    },
  );
});

describe('repositories and sources without a hash', () => {
  it('names local repositories with the refs in use', () => {
    const { repositories, unhashed } = mentions(`
context: {v: "1"}
source:
  - {git: ../repo, branch: main}
  - {git: "file:///r", tag: "v\${{ v }}"}
  - {git: /r2}`);
    expect(unhashed).toEqual([]);
    expect(repositories).toEqual([
      { path: '../repo', ref: { kind: 'branch', name: 'main' } },
      { path: '/r', ref: { kind: 'tag', name: 'v1' } },
      { path: '/r2', ref: { kind: 'head' } },
    ]);
  });

  it.each([
    [
      '{git: "https://h/a", branch: main}',
      [
        "Nx's hash does not cover the commit of the branch main of https://h/a. Replace `branch` with `tag`, or with `rev` and a commit.",
      ],
    ],
    [
      '{git: "git@h:a/b"}',
      [
        "Nx's hash does not cover the commit of the default branch of git@h:a/b. Set `tag`, or set `rev` to a commit.",
      ],
    ],
    ['{git: "https://h/a", rev: abc}', []],
    [
      '{git: "https://h/a", rev: main}',
      [
        "Nx's hash does not cover the commit of the branch main of https://h/a. Set `rev` to a commit, or replace `rev` with `tag`.",
      ],
    ],
    ['{git: "https://h/a", branch: main, expected_commit: abc}', []],
    [
      '{url: "https://h/a.tgz"}',
      ["Nx's hash does not cover the content of https://h/a.tgz. Add `sha256` to the source."],
    ],
    ['{url: "https://h/${{ v }}.tgz", sha256: abc}', []],
  ])('%s', (source, messages) => {
    expect(mentions(`source: ${source}`).unhashed.map(({ message }) => message)).toEqual(messages);
  });
});

describe('scripts', () => {
  it.each([
    ['', ['build.bat', 'build.sh']],
    ['build: {script: foo.sh}', ['foo.sh']],
    ['build: {script: foo}', ['foo', 'foo.bat', 'foo.sh']],
    ['build: {script: {file: sub/a}}', ['sub/a', 'sub/a.bat', 'sub/a.sh']],
    ['build: {script: pip install .}', []],
    ['build: {script: "bash $RECIPE_DIR/../c/a.sh"}', ['../c/a.sh']],
    ['build: {steps: [{run: make}]}', []],
  ])('%s', (text, scripts) => {
    expect(mentions(text).scripts).toEqual(scripts);
  });
});
