import { followScripts, type ScriptReads } from './follow-scripts';
import { parseRecipe } from '../parts/parse';
import { Scope } from '../parts/scope';

function follow(files: Record<string, string>, recipe?: string): ScriptReads {
  const [first = ''] = Object.keys(files);
  const scope = recipe === undefined ? undefined : new Scope(parseRecipe(recipe, 'recipes/x/recipe.yaml'));
  return followScripts([first], (path) => files[path], scope);
}

/** The reads of one script, without itself. */
function readsOf(text: string, name = 'build.sh'): string[] {
  return follow({ [name]: text })
    .reads.map(({ path }) => path)
    .filter((path) => path !== name);
}

describe('followScripts', () => {
  it.each([
    ['cat $RECIPE_DIR/../a/b', ['../a/b']],
    ['cat "${RECIPE_DIR}/../my file.txt"', ['../my file.txt']],
    ['source ${RECIPE_DIR}"/../common/"x.sh', ['../common/x.sh']],
    ['. "${RECIPE_DIR}/./../../q/r.sh"', ['../../q/r.sh']],
    ['cat $RECIPE_DIR/\\\n../cont', ['../cont']],
    ['cp $RECIPE_DIR/files/*.txt .', ['files']],
    ['cp $RECIPE_DIR/../{a,b}.txt .', ['../a.txt', '../b.txt']],
    ['cp -r $RECIPE_DIR/. .', ['.']],
    ['cmake -DX=$RECIPE_DIR/../y ..', ['../y']],
    ['cp -r $RECIPE_DIR/../$PKG_NAME/x .', ['..']],
    ['curl -o x "file://$RECIPE_DIR/../u"', ['../u']],
    ['cat <<EOF > x.py\nopen("$RECIPE_DIR/../h")\nEOF', ['../h']],
    ['for f in $RECIPE_DIR/../p/*.patch; do patch < $f; done', ['../p']],
  ])('reads what follows the folder: %s', (text, paths) => {
    expect(readsOf(text)).toEqual(paths);
  });

  it.each([
    ['cd $RECIPE_DIR && . ../../common/cd.sh', ['.', '../../common/cd.sh']],
    ['cd "$RECIPE_DIR"/..\ncp common/x .\ncat y', ['../common/x', '../y']],
    ['cd $RECIPE_DIR/..; make', ['..']],
    ['pushd $RECIPE_DIR/../z\ncp x $PREFIX\npopd\ncp q r', ['../z', '../z/x']],
    ['( cd $RECIPE_DIR/..; cat x )\ncat y', ['../x']],
    ['cd $RECIPE_DIR\ncd ..\ncat p', ['.', '../p']],
    ['bash -c "cd $RECIPE_DIR; . ../i.sh"', ['.', '../i.sh']],
  ])('follows changes of the folder: %s', (text, paths) => {
    expect(readsOf(text)).toEqual(paths);
  });

  it.each([
    ['HERE=$RECIPE_DIR/..; cp $HERE/x .', ['../x']],
    ['export HERE="$RECIPE_DIR/.."\ncp ${HERE}/x .', ['../x']],
    ['cp ${D:-$RECIPE_DIR/../d}/x .', ['../d', '../d/x']],
    ['cp $(dirname $RECIPE_DIR)/x .', ['../x']],
    ['cp ${RECIPE_DIR%/*}/x .', ['../x']],
    ['X=$RECIPE_DIR; X=${X%/*}; X=${X%/*}; cat $X/v', ['../../v']],
    ['X=$(cd $RECIPE_DIR/.. && pwd)\ncp $X/a .', ['../a']],
    ['cp "$(realpath "$RECIPE_DIR/..")/b" .', ['../b']],
    ['p=$(printf "%s/../pf" "$RECIPE_DIR")\ncat $p/a', ['../pf/a']],
    ['f() { cp "$1/../q" .; }\nf $RECIPE_DIR', ['../q']],
    ['export DATA=$RECIPE_DIR/../data\npython setup.py', ['../data']],
    ['export PYTHONPATH="$RECIPE_DIR/../py:$PYTHONPATH"', ['../py']],
    ['A=($RECIPE_DIR/../s1 $RECIPE_DIR/../s2)\ncp ${A[0]} .', ['../s1', '../s2']],
  ])('follows variables and substitutions: %s', (text, paths) => {
    expect(readsOf(text)).toEqual(paths);
  });

  it.each([
    ['cat /data/x /etc/y > /data/out', ['/data/x']],
    ['cp /data/a /data/out', ['/data/a']],
    ['sed -e "/foo/d" /data/in', ['/data/in']],
    ['cat < /data/in', ['/data/in']],
    ['python /srv/gen.py', ['/srv/gen.py']],
    ['./configure --prefix=/opt/q', []],
    ['echo x > /tmp/made; cat /tmp/made', []],
  ])('counts absolute paths that are read: %s', (text, paths) => {
    expect(readsOf(text)).toEqual(paths);
  });

  it.each([
    ['type %RECIPE_DIR%\\..\\a\\b.txt', ['../a/b.txt']],
    ['call "%RECIPE_DIR%\\..\\my dir\\x.bat"', ['../my dir/x.bat']],
    ['cd /d %RECIPE_DIR%\\..\r\ncopy x y', ['../x']],
    ['set "HERE=%RECIPE_DIR%"\r\nxcopy /s "%HERE%\\..\\w" .', ['../w']],
    ['set F=%RECIPE_DIR:\\=/%\r\ncmake -DX=%F%/../v', ['../v']],
    ['for %%f in (%RECIPE_DIR%\\..\\p\\*.patch) do patch -i %%f', ['../p']],
    ['copy !RECIPE_DIR!\\..\\z .', ['../z']],
    ['rem %RECIPE_DIR%\\..\\r', []],
  ])('reads batch files: %s', (text, paths) => {
    expect(readsOf(text, 'build.bat')).toEqual(paths);
  });

  it.each([
    ['x.py', 'R = os.environ["RECIPE_DIR"]\nopen(os.path.join(R, "..", "a.txt"))', ['../a.txt']],
    ['x.py', 'p = Path(os.environ.get("RECIPE_DIR", ".")).parent.parent / "x"\np.read_text()', ['../../x']],
    ['x.py', 'r = os.getenv("RECIPE_DIR")\nshutil.copy(f"{r}/../fs", ".")', ['../fs']],
    ['x.py', 'h = Path(__file__).resolve().parents[1]\n(h / "c" / "z.txt").read_text()', ['../c/z.txt']],
    ['x.cmake', 'include($ENV{RECIPE_DIR}/../un.cmake)', ['.', '../un.cmake']],
    ['x.pl', 'my $r = $ENV{RECIPE_DIR}; open(F, "$r/../p");', ['../p']],
    ['x.R', 'r <- Sys.getenv("RECIPE_DIR")\nsource(file.path(dirname(r), "b.R"))', ['../b.R']],
    ['x.js', 'fs.readFileSync(path.join(process.env.RECIPE_DIR, "..", "j.json"))', ['../j.json']],
    ['x.ps1', 'Copy-Item "$env:RECIPE_DIR\\..\\ps" .', ['../ps']],
    ['x.nu', 'cp ($env.RECIPE_DIR | path join ".." "nu") .', ['../nu']],
  ])('reads programs: %s %s', (name, text, paths) => {
    expect(readsOf(text, name)).toEqual(paths);
  });

  it.each([
    'cat "$(my-tool "$RECIPE_DIR")/../x"',
    'cd "$(find-root "$RECIPE_DIR")" && cat ../x',
    'ROOT=$(find-root $RECIPE_DIR)\ncd $ROOT\ncat ../x',
    'ROOT=`find-root $RECIPE_DIR`\n. $ROOT/../x.sh',
  ])('reports that the target of %s is unknown', (text) => {
    const { unhashed } = followScripts(['build.sh'], (path) => (path === 'build.sh' ? text : undefined));
    expect(unhashed).not.toEqual([]);
  });

  it.each(['V=$(cat $RECIPE_DIR/version.txt)\ncd src-$V/..', 'X=$(wc -l < $RECIPE_DIR/list)\necho $X'])(
    'is not affected by %s',
    (text) => {
      const { unhashed } = followScripts(['build.sh'], (path) => (path === 'build.sh' ? text : undefined));
      expect(unhashed).toEqual([]);
    },
  );

  it('follows what scripts run and source, in circles, too', () => {
    const { reads, files } = follow({
      'build.sh': 'export ROOT=$RECIPE_DIR/..\n. $RECIPE_DIR/../common/a.sh',
      '../common/a.sh': '. "$(dirname "${BASH_SOURCE[0]}")"/b.sh\ncat $ROOT/q',
      '../common/b.sh': 'source $RECIPE_DIR/../common/a.sh; python $(dirname $0)/g.py',
      '../common/g.py': 'import near\nopen(os.path.join(os.path.dirname(__file__), "g.txt"))',
      '../common/near.py': '',
    });
    const scripts = ['../common/a.sh', '../common/b.sh', '../common/g.py', '../common/near.py', 'build.sh'];
    expect(files).toEqual(scripts);
    expect(reads.map(({ path }) => path)).toEqual([...scripts, '../common/g.txt', '../q'].sort());
  });

  it('knows what the recipe sets for its scripts', () => {
    const recipe = 'package: {name: x}\nbuild: {script: {file: a.sh, env: {ROOT: $RECIPE_DIR/../r}}}\n';
    const { reads } = follow({ 'a.sh': 'cat $ROOT/f' }, recipe);
    expect(reads.map(({ path }) => path)).toEqual(['../r/f', 'a.sh']);
  });

  it.each([
    ['echo $RECIPE_DIR | sed "s#/recipe##"', 1, 20],
    ['\n  cp ${RECIPE_DIR/recipe/common}/x .', 2, 6],
    ['d=$RECIPE_DIR\nwhile true; do d=$(dirname $d); done', 2, 13],
    ['cp $(git -C $RECIPE_DIR rev-parse --show-toplevel)/x .', 1, 4],
  ])('reports unknown reads: %s', (text, line, column) => {
    const recipe = 'package: {name: x}\n';
    expect(follow({ 'build.sh': text }, recipe).unhashed).toEqual([
      {
        file: 'recipes/x/build.sh',
        line,
        column,
        message: expect.stringMatching(/unknown|cannot determine/) as string,
      },
    ]);
  });

  it.each([
    ['git -C $RECIPE_DIR rev-parse HEAD', true],
    ['cd $RECIPE_DIR; git describe', true],
    ['git --git-dir=$RECIPE_DIR/../.git log', true],
    ['git apply $RECIPE_DIR/a.patch', false],
    ['cd $SRC_DIR; git describe', false],
  ])('detects whether git is asked about the recipe: %s', (text, usesGit) => {
    expect(follow({ 'build.sh': text }).usesGit).toBe(usesGit);
  });
});
