import { placeOfCommand, placeOfText } from './script-place';

const recipe = {
  path: 'recipes/x/recipe.yaml',
  text: `build:
  script:
    - $CC -c bad.c -o bad.o
    # make install
    - cmake -B build . && make install
    - echo data > /dev/full
    - "test -f '$PREFIX/lib/libx.so'"
    - if: unix
      then: python \${{ name }}.py --all
    - ./run
    - patch -p1 < $RECIPE_DIR/x.patch
`,
};
const script = {
  path: 'recipes/x/build.sh',
  text: 'set -ex\nFLAGS="-O2" ./configure --prefix="$PREFIX" 2>&1\n',
};
const place = (command: string) => placeOfCommand(command, [recipe, script])?.place;

describe('the place of a command', () => {
  it.each([
    ['$BUILD_PREFIX/bin/x86_64-conda-linux-gnu-gcc -c bad.c -o bad.o', 'recipes/x/recipe.yaml:3'],
    ['make install', 'recipes/x/recipe.yaml:5'],
    ['echo data', 'recipes/x/recipe.yaml:6'],
    ['test -f $PREFIX/lib/libx.so', 'recipes/x/recipe.yaml:7'],
    ['python setup-x.py --all', 'recipes/x/recipe.yaml:9'],
    ['./run', 'recipes/x/recipe.yaml:10'],
    ['patch -p1', 'recipes/x/recipe.yaml:11'],
    ['./configure --prefix=$PREFIX', 'recipes/x/build.sh:2'],
  ])('is found although bash prints it otherwise: %s', (command, found) =>
    expect(place(command)).toBe(found),
  );

  it.each(['cmake --build build', '', 'ls'])('is unknown if no line can give it: %s', (command) =>
    expect(place(command)).toBeUndefined(),
  );

  it('has the text of the line', () => {
    expect(placeOfCommand('./run', [recipe])).toEqual({ place: 'recipes/x/recipe.yaml:10', text: '- ./run' });
  });
});

describe('the place of a text', () => {
  const text = 'package: {name: t-perl}\ntests:\n  - perl: {uses: [X]}\n';
  const files = [{ path: 'recipe.yaml', text }];

  it('is the first line with it as a whole word', () => {
    expect(placeOfText('perl', files)).toEqual({ place: 'recipe.yaml:3', text: '- perl: {uses: [X]}' });
    expect(placeOfText('ruby', files)).toBeUndefined();
    expect(placeOfText('', files)).toBeUndefined();
  });
});
