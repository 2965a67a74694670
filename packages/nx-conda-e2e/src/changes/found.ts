import { type Change, named } from './change';
import { echo, type FileRead, line, reads } from './reads';

// Files that a script names, in all the ways in which scripts do.

const COMMON = '../../common/NAME/c.sh';

/** A line in recipe.yaml that reads `../../common/NAME/c.sh`. */
const inline = (what: string, script: string, more: Partial<FileRead> = {}): Change =>
  reads(`a shared script: ${what}`, { file: COMMON, content: echo, script, ...more });

/** The same in build.sh. */
const inBuildSh = (what: string, buildSh: string, more: Partial<FileRead> = {}): Change =>
  reads(`a shared script, in build.sh: ${what}`, {
    file: COMMON,
    content: echo,
    buildSh: `{\n${buildSh}\n} > $PREFIX/share/NAME.txt`,
    ...more,
  });

const CHAIN = {
  '../../common/NAME/a.sh': '. "$(dirname "${BASH_SOURCE[0]}")/lib/b.sh"\n',
  '../../common/NAME/lib/b.sh': 'HERE=$(dirname "${BASH_SOURCE[0]}")\nsource "$HERE/../c.sh"\n',
};

const OUTPUTS = `recipe: {name: NAME, version: "1"}
outputs:
  - package: {name: NAME}
    build:
      noarch: generic
      script:
        - mkdir -p $PREFIX/share
        - bash $RECIPE_DIR/../../common/NAME/c.sh > $PREFIX/share/NAME.txt
`;

export const found = named('found', [
  inline('quoted', '. "$RECIPE_DIR/../../common/NAME/c.sh"'),
  inline('with braces', 'source ${RECIPE_DIR}/../../common/NAME/c.sh'),
  inline('half quoted', '. "$RECIPE_DIR"/../../common/NAME/c.sh'),
  inline('half quoted before the slashes', '. "${RECIPE_DIR}/.."/../common/NAME/c.sh'),
  inline('cd && .', 'cd $RECIPE_DIR && . ../../common/NAME/c.sh'),
  inline('cd -- with a subshell', '(cd -- "$RECIPE_DIR/.."; bash ../common/NAME/c.sh)'),
  inline('pushd', 'pushd "$RECIPE_DIR" > /dev/null; . ../../common/NAME/c.sh; popd > /dev/null'),
  inline('a variable', 'HERE=$RECIPE_DIR/../..; . $HERE/common/NAME/c.sh'),
  inline('an exported variable', 'export R="${RECIPE_DIR}"; bash -c \'. "$R/../../common/NAME/c.sh"\''),
  inline('a default', '. "${RECIPE_DIR:-.}/../../common/NAME/c.sh"'),
  inline('dirname twice', '. "$(dirname "$(dirname "$RECIPE_DIR")")/common/NAME/c.sh"'),
  inline('dirname in backticks', 'D=`dirname $RECIPE_DIR`; . $D/../common/NAME/c.sh'),
  inline('${RECIPE_DIR%/*}', '. "${RECIPE_DIR%/*}/../common/NAME/c.sh"'),
  inline('realpath', '. "$(realpath "$RECIPE_DIR/../..")/common/NAME/c.sh"'),
  inline('$(cd … && pwd)', 'T=$(cd "$RECIPE_DIR/../.." && pwd); . "$T/common/NAME/c.sh"'),
  inline('a template in the path', '. $RECIPE_DIR/${{ up }}/common/NAME/c.sh', {
    above: 'context: {up: ../..}',
  }),
  inline('the whole path in a template', '. ${{ RECIPE_DIR }}/../../common/NAME/c.sh'),
  inline('cat in a loop over a glob', 'for f in $RECIPE_DIR/../../common/NAME/*.sh; do cat $f; done'),
  inline('cp -r of its folder', 'cp -r $RECIPE_DIR/../../common/NAME got; cat got/c.sh'),
  inline('find and xargs', 'find "$RECIPE_DIR/../../common/NAME" -type f | xargs cat'),
  inline('tar -C', 'tar -C "$RECIPE_DIR/../../common/NAME" -cf - c.sh | tar -xOf -'),
  inline('a redirection', 'read -r x < "$RECIPE_DIR/../../common/NAME/c.sh"; echo $x'),
  inline('sed', 'sed -e s/echo// $RECIPE_DIR/../../common/NAME/c.sh'),
  inBuildSh('.', '. "$RECIPE_DIR/../../common/NAME/c.sh"'),
  inBuildSh('cd on a line of its own', 'cd "$RECIPE_DIR"\ncd ../..\n. common/NAME/c.sh'),
  inBuildSh('three scripts deep', '. "$RECIPE_DIR/../../common/NAME/a.sh"', { files: CHAIN }),
  inBuildSh('by a script beside it', 'bash "$RECIPE_DIR/lib/inner.sh"', {
    files: { 'lib/inner.sh': '. "$RECIPE_DIR/../../common/NAME/c.sh"\n' },
  }),
  inBuildSh('in a function', 'load() { . "$RECIPE_DIR/../../common/NAME/$1.sh"; }\nload c'),
  inBuildSh('over two lines', 'cat \\\n  "$RECIPE_DIR"/../../common/NAME/c.sh'),
  inBuildSh('a here document', 'bash <<EOF\n. $RECIPE_DIR/../../common/NAME/c.sh\nEOF'),
  inBuildSh('a list in an array', 'P=("$RECIPE_DIR/../../common/NAME")\n. "${P[0]}/c.sh"'),
  inBuildSh('python', 'python3 "$RECIPE_DIR/show.py"', {
    files: {
      'show.py':
        'import os, pathlib\nhere = pathlib.Path(os.environ["RECIPE_DIR"])\n' +
        'print((here.parent.parent / "common" / "NAME" / "c.sh").read_text())\n',
    },
  }),
  inBuildSh('python, os.path.join', 'python3 "$RECIPE_DIR/show.py"', {
    files: {
      'show.py':
        'import os\nprint(open(os.path.join(os.environ["RECIPE_DIR"], "..", "..", "common", "NAME", "c.sh")).read())\n',
    },
  }),
  inBuildSh('python by its own place', 'python3 "$RECIPE_DIR/show.py"', {
    files: {
      'show.py':
        'from pathlib import Path\nprint((Path(__file__).resolve().parents[2] / "common/NAME/c.sh").read_text())\n',
    },
  }),
  inBuildSh('a makefile', 'make -s -f "$RECIPE_DIR/Makefile"', {
    files: { Makefile: 'all:\n\t@cat $(RECIPE_DIR)/../../common/NAME/c.sh\n' },
  }),
  reads('a shared script, in script.file', {
    file: COMMON,
    content: echo,
    buildScript: '{file: own.sh}',
    files: {
      'own.sh': 'mkdir -p $PREFIX/share\n. $RECIPE_DIR/../../common/NAME/c.sh > $PREFIX/share/NAME.txt\n',
    },
  }),
  reads('a shared script, as script.file itself', {
    file: COMMON,
    content: (round) => `mkdir -p $PREFIX/share\necho ${round} > $PREFIX/share/NAME.txt\n`,
    buildScript: `{file: ${COMMON}}`,
  }),
  reads('a shared script, in the script of an output', {
    file: COMMON,
    content: echo,
    whole: OUTPUTS,
  }),
  reads('a license', {
    file: 'COPYING',
    below: 'about: {license: MIT, license_file: [COPYING]}',
    script: 'true',
    expected: 'may',
  }),
  reads('a file of an undeclared read that the option reads names', {
    file: '../../common/NAME/deep/d.txt',
    script: 'R=RECIPE_DIR; cat ${!R}/../../common/NAME/deep/d.txt',
    files: {
      'project.json': JSON.stringify({
        targets: { 'conda-build': { options: { reads: ['../../common/NAME/**'] } } },
      }),
    },
    content: line,
  }),
]);
