/** A recipe that reads files outside its hash, in a way that its text does not show. */
export interface UndeclaredCase {
  name: string;
  /** Lines of the build script. `$UP` is the workspace root, and `$HERE` the recipe's folder. */
  script: string[];
  /** What the error must name; `TEMP` stands for a temporary folder outside of the workspace. */
  names: string;
  /** Further files, by path relative to the recipe's folder. */
  files?: Record<string, string>;
}

/**
 * Reads of `common/c.sh` and its neighbors, of another recipe's folder, of the surrounding repository, of temporary
 * files.
 */
export const undeclaredReads: UndeclaredCase[] = [
  { name: 'source', script: ['. $UP/common/c.sh'], names: 'common/c.sh' },
  { name: 'cat', script: ['cat $UP/common/c.sh > $PREFIX/share/c'], names: 'common/c.sh' },
  { name: 'cp', script: ['cp $UP/common/c.sh $PREFIX/share/'], names: 'common/c.sh' },
  { name: 'cp-folder', script: ['cp -r $UP/common $PREFIX/share/'], names: 'common/' },
  { name: 'redirect', script: ['read -r line < $UP/common/c.sh', 'echo $line'], names: 'common/c.sh' },
  { name: 'grep', script: ['grep -c C $UP/common/c.sh'], names: 'common/c.sh' },
  { name: 'sed', script: ['sed -n 1p $UP/common/c.sh > $PREFIX/share/c'], names: 'common/c.sh' },
  { name: 'tar', script: ['tar -cf $PREFIX/share/c.tar -C $UP/common .'], names: 'common/' },
  { name: 'find', script: ['find $UP -name c.sh | xargs cat > $PREFIX/share/c'], names: 'common/c.sh' },
  { name: 'find-here', script: ['find $UP/common -type f | xargs cat'], names: 'common/' },
  { name: 'list', script: ['ls $HERE/.. > $PREFIX/share/list'], names: 'recipes/' },
  { name: 'loop', script: ['for f in $UP/common/*.sh; do . $f; done'], names: 'common/c.sh' },
  {
    name: 'null-loop',
    script: ['shopt -s nullglob', 'for f in $UP/common/*.sh; do . $f; done'],
    names: 'common/c.sh',
  },
  {
    name: 'if-there',
    script: ['if [ -f $UP/common/c.sh ]; then . $UP/common/c.sh; fi'],
    names: 'common/c.sh',
  },
  { name: 'silent', script: ['cat $UP/common/c.sh 2> /dev/null || true'], names: 'common/c.sh' },
  { name: 'cd', script: ['cd $HERE', 'cd ..', 'cd ..', 'cat common/c.sh'], names: 'common/c.sh' },
  { name: 'cd-in', script: ['cd $UP/common', 'cat c.sh'], names: 'common' },
  {
    name: 'dirname',
    script: ['D=$(dirname $(dirname $HERE))', 'cat "$D/common/c.sh"'],
    names: 'common/c.sh',
  },
  { name: 'new-link', script: ['ln -s $UP/common/c.sh c', 'cat c'], names: 'common/c.sh' },
  { name: 'spaces', script: ['cat "$UP/common/with spaces.txt"'], names: 'common/with spaces.txt' },
  { name: 'other-recipe', script: ['cat $HERE/../neighbour/data.txt'], names: 'recipes/neighbour/data.txt' },
  { name: 'at-root', script: ['cat $UP/VERSION'], names: 'VERSION' },
  {
    name: 'ignored',
    script: ['cat $HERE/secret.ignored'],
    names: 'recipes/ignored/secret.ignored',
    files: { 'secret.ignored': 'x' },
  },
  { name: 'repository', script: ['cat $UP/../beside/b.txt'], names: '../beside/b.txt' },
  { name: 'temporary', script: ['T=TEMP; N=T; cat ${!N}/t.txt'], names: 'TEMP/t.txt' },
  { name: 'git', script: ['git -C $HERE log -1 --format=%H > $PREFIX/share/commit'], names: '../.git' },
  {
    name: 'python',
    script: ['python3 $HERE/read.py'],
    names: 'common/c.sh',
    files: {
      'read.py':
        'from pathlib import Path\nprint((Path(__file__).parents[2] / "common" / "c.sh").read_text())\n',
    },
  },
  {
    name: 'other-script',
    script: ['bash $HERE/more.sh'],
    names: 'common/c.sh',
    files: { 'more.sh': 'set -e\nHERE=$(cd "$(dirname "$0")" && pwd)\nsource "$HERE/../../common/c.sh"\n' },
  },
  {
    name: 'make',
    script: ['make -C $HERE all'],
    names: 'common/rules.mk',
    files: { Makefile: 'UP = ../..\ninclude $(UP)/common/rules.mk\nall:\n\t@true\n' },
  },
  {
    name: 'compiler',
    script: ['gcc -c $HERE/main.c -o main.o'],
    names: 'common/c.h',
    files: { 'main.c': '#include "../../common/c.h"\n' },
  },
];
