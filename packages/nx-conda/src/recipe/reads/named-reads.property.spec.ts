import fc from 'fast-check';
import { followScripts } from './follow-scripts';
import { mentionsOf } from './mentions';
import { parseRecipe } from '../parts/parse';
import { Scope } from '../parts/scope';

const pieces = fc.constantFrom(
  ...[
    '$RECIPE_DIR',
    '${RECIPE_DIR',
    '%RECIPE_DIR%',
    '}',
    '$(',
    ')',
    '`',
    '"',
    "'",
    '/..',
    '/a b',
    '\\',
    '\n',
    ' ',
    ';',
  ],
  ...[
    'cd ',
    'X=',
    '$X',
    '${X%/*}',
    '{a,',
    '<<E',
    'E',
    '|',
    '&&',
    '${{ x }}',
    '${{',
    'git ',
    '. ',
    'os.environ["RECIPE_DIR"]',
  ],
  ...[
    '.parent',
    '(',
    '[0]',
    'for f in ',
    'done',
    'if ',
    '#',
    '*',
    '\uE000',
    '\uE001',
    '/',
    'def f',
    ',',
    '=',
    'f"{',
  ],
);
const text = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));
const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,6}$/);
const normalised = /^(?:\.|(?:\.\.\/)*(?:\.\.|(?!\.{1,2}(?:\/|$))[^/].*)|\/.*|[A-Za-z]:\/.*)$/s;

function readsOf(script: string, file = 'build.sh'): string[] {
  return followScripts([file], (path) => (path === file ? script : undefined)).reads.map(({ path }) => path);
}

describe('what scripts read', () => {
  it.each(['build.sh', 'build.bat', 'x.py', 'x.cmake'])(
    'is a list of normalized paths for any text of %s',
    (file) => {
      fc.assert(
        fc.property(text, (script) => {
          for (const path of readsOf(script, file)) {
            expect(path).toMatch(normalised);
            expect(path).not.toMatch(/[\uE000\uE001]|\/\/|\/\.\/|.\/$|[^.]\.?\/\.\.(?:\/|$)/);
          }
        }),
        { numRuns: 300 },
      );
    },
  );

  it('never throws on a recipe with any script', () => {
    fc.assert(
      fc.property(text, text, (script, value) => {
        const yaml = `package: {name: x}\ncontext: {x: ${JSON.stringify(value)}}\nbuild: {script: ${JSON.stringify(script)}}\n`;
        const recipe = parseRecipe(yaml, 'recipe.yaml');
        expect(() => mentionsOf(recipe, [], new Scope(recipe))).not.toThrow();
      }),
      { numRuns: 200 },
    );
  });

  const folder = fc.constantFrom(
    '$RECIPE_DIR',
    '${RECIPE_DIR}',
    '${RECIPE_DIR:?}',
    '${RECIPE_DIR:-.}',
    '${{ RECIPE_DIR }}',
  );
  const before = fc.constantFrom(
    ...[
      'cat ',
      'cp -r ',
      '. ',
      'make -C ',
      'x=$(cat ',
      'if [ -f ',
      'cmake -DX=',
      'foo; bar < ',
      'A=1 run --in=',
      'echo ',
    ],
    ...['cat <<E\nfrom ', "it's not closed: ", 'python -c "print(1)"; cat '],
  );
  const quoting = fc.constantFrom<(dir: string, path: string) => string>(
    (dir, path) => `${dir}${path.replaceAll(' ', '\\ ')}`,
    (dir, path) => `"${dir}${path}"`,
    (dir, path) => `"${dir}"${path.replaceAll(' ', '\\ ')}`,
    (dir, path) => `"${dir}"'${path}'`,
    (dir, path) => `${dir}"${path}"`,
  );

  it('contains every path out of the folder that follows its name directly', () => {
    fc.assert(
      fc.property(
        before,
        folder,
        quoting,
        fc.array(name, { minLength: 1, maxLength: 3 }),
        (start, dir, quote, names) => {
          const found = readsOf(`set -e\n${start}${quote(dir, `/../${names.join('/')}`)}\n`);
          expect(found).toContain(`../${names.join('/')}`);
        },
      ),
      { numRuns: 300 },
    );
  });

  const oddName = fc
    .string({ unit: fc.constantFrom(...'[](){},!@+*?#\\"\'$%&;|<>^~-=_. :ab1ä'), minLength: 1, maxLength: 8 })
    .filter((odd) => /\w/.test(odd) && !/\{[{%#]|^-/.test(odd));
  const inQuotes = fc.constantFrom<(path: string) => string>(
    (path) => `"$RECIPE_DIR"/'${path.replaceAll("'", `'\\''`)}'`,
    (path) => `"$RECIPE_DIR/${path.replace(/[\\"$`]/g, '\\$&')}"`,
    (path) => `$RECIPE_DIR/${path.replace(/[^\w/.ä]/g, '\\$&')}`,
  );
  const use = fc.constantFrom<(word: string) => string>(
    (word) => `cat ${word}`,
    (word) => `. ${word} || exit 1`,
    (word) => `(cp -r ${word} . && ls)`,
    (word) => `cmake -DX=${word} -DY=1`,
    (word) => `cd ${word} && cat f`,
    (word) => `x=${word}\ny="$x"; cat "$y/f" > g`,
    (word) => `for f in ${word} b; do cat "$f"; done`,
    (word) => `f() { cat "$1"; }\nf ${word}`,
    (word) => `python ${word} --x && make -j2`,
    (word) => `make -C ${word} all`,
    (word) => `tar -C ${word} -cf - . | tar -xf -`,
    (word) => `export X=${word}\nmake`,
    (word) => `[ -f ${word} ] && . ${word}`,
    (word) => `x=$(cat ${word} | head -1)`,
    (word) => `diff <(cat ${word}) x`,
    (word) => `while read -r line; do echo "$line"; done < ${word}`,
    (word) => `x=$(realpath ${word})\ncat "$x"`,
    (word) => `pushd ${word}\ncat f\npopd`,
    (word) => `case x in x) cat ${word};; *) ;; esac`,
    (word) => `x=(${word} b)\ncat "\${x[@]}"`,
    (word) => `if test -d ${word}; then cp -r ${word} .; fi`,
  );

  it('contains those with any character in their names', () => {
    fc.assert(
      fc.property(use, inQuotes, fc.array(oddName, { minLength: 1, maxLength: 2 }), (used, quote, names) => {
        const path = `../${names.join('/')}`;
        const script = used(quote(path));
        const found = readsOf(`set -e\n${script}\n`);
        const isFound = found.some((read) => `${path}/f/`.startsWith(`${read}/`));
        expect({ script, found, isFound }).toMatchObject({ isFound: true });
      }),
      { numRuns: 2000 },
    );
  });

  it('contains those with spaces in quotes, and with templates', () => {
    fc.assert(
      fc.property(name, name, fc.boolean(), (one, two, isTemplate) => {
        const middle = isTemplate ? '${{ mid }}' : one;
        const yaml = `package: {name: x}\ncontext: {mid: ${one}}\nbuild: {script: 'cat "$RECIPE_DIR/../${middle} ${two}/f"'}\n`;
        const recipe = parseRecipe(yaml, 'recipe.yaml');
        const { reads } = mentionsOf(recipe, [], new Scope(recipe));
        expect(reads.map(({ path }) => path)).toContain(`../${one} ${two}/f`);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    '$(',
    '${',
    '"$(',
    "'",
    '`',
    '{a,',
    '$RECIPE_DIR/',
    '$RECIPE_DIR/../a ',
    '%A',
    '(',
    'f"{',
    'X=$X/..;',
    '<<E\n',
    '\\',
  ])(
    'is found in bounded time in a long run of %s',
    (part) => {
      const script = part.repeat(100_000 / part.length);
      // If work grows faster than the text, this does not end.
      for (const file of ['build.sh', 'build.bat', 'x.py']) expect(readsOf(script, file)).toBeDefined();
    },
    120_000,
  );
});
