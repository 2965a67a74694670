import * as fc from 'fast-check';
import { parseRecipe } from './parse';
import { Scope } from './scope';

const variants = {
  values: {
    python: ['3.10.*', '3.11.* *_cpython'],
    mpi: ['openmpi', 'mpich'],
    'cuda-version': ['12.6'],
    c_compiler: ['gcc', 'clang'],
    c_compiler_version: ['13', '14'],
    cxx_compiler: ['gxx'],
    cxx_compiler_version: ['14'],
    c_stdlib: ['sysroot'],
    number: ['3'],
    flag: ['false'],
    target: ['${{ target_platform }}-x'],
    broken: ['${{ nowhere }}'],
  },
  zipKeys: [],
};

function scope(context = '', platform = 'linux-64', environment: Record<string, string> = {}): Scope {
  const recipe = parseRecipe(`context:\n${context}\n  last: ""\npackage:\n  name: x\n`, 'recipe.yaml');
  return new Scope(recipe, variants, platform, environment);
}

describe('Scope.valuesOf', () => {
  it.each([
    ['plain {{ text }}', ['plain {{ text }}']],
    ['py-${{ python | version_to_buildstring }}', ['py-310', 'py-311']],
    ['${{ mpi }}-${{ mpi }}', ['openmpi-openmpi', 'mpich-mpich']],
    ['${{ cuda_version.split(".")[0] }}', ['12']],
    ["${{ compiler('c') }}", ['gcc_linux-64 *', 'clang_linux-64 *']],
    ["${{ compiler('cxx') }}", ['gxx_linux-64 =14']],
    ["${{ compiler('rust') }}", ['rust_linux-64']],
    ["${{ stdlib('c') }}", ['sysroot_linux-64']],
    ["${{ cdt('mesa 1.2') }}", ['mesa-cos6-x86_64 1.2']],
    ["${{ pin_subpackage('x', exact=True) }}", ['pin_subpackage(x)']],
    ["${{ pin_compatible('numpy', upper_bound='x') }}", ['pin_compatible(numpy)']],
    ["${{ 'a' if unix else 'b' }}", ['a']],
    ["${{ 'a' if win }}", ['']],
    ["${{ 'a' if match(python, '<3.11') else 'b' }}", ['a', 'b']],
    ["${{ 'a' if match(unknown, '<3.11') else 'b' }}", ['a']],
    ["${{ 'same' if build_platform == target_platform else 'cross' }}", ['same', 'cross']],
    ["${{ 'three' if number == 3 else 'text' }}", ['text', 'three']],
    ['${{ number + 1 }}', ['4']],
    ["${{ 'on' if flag else 'off' }}", ['on', 'off']],
    ['${{ target }}', ['linux-64-x']],
    ['${{ unknown | default("d") }}', ['d']],
    ['${{ env.get("X", default="d") }}', ['d']],
    ["${{ 'set' if env.exists('X') else 'unset' }}", ['unset']],
    ["${{ 'l' if is_linux(target_platform) and is_unix('osx-64') and not is_windows('osx-64') }}", ['l']],
  ])('%s', (template, texts) => {
    expect(scope().valuesOf(template)).toEqual({ texts });
  });

  it.each([
    ['an undefined variable', '${{ unknown }}', 'undefined value'],
    ['a variant value that cannot be evaluated', '${{ broken }}', 'undefined value'],
    ['a standard library that no file sets', "${{ stdlib('rust') }}", 'no variant file sets `rust_stdlib`'],
    ['an environment variable', '${{ env.get("X") }}', 'environment variable X is not set'],
    ['git', '${{ git.head_rev(".") }}', '`git.head_rev` needs rattler-build'],
    ['a file', '${{ load_from_file("x.json").name }}', '`load_from_file` needs rattler-build'],
    ['a removed function', '${{ cmp(python, ">3") }}', '`cmp`'],
    [
      'a function without a name',
      '${{ compiler(1) }}',
      'the first argument of `compiler` is missing or is not text',
    ],
    ['bad syntax', '${{ a b }}', 'syntax error'],
    [
      'an endless loop',
      '${{ 1 }}{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}',
      'statements are not evaluated',
    ],
  ])('says that %s has no value', (_what, template, failure) => {
    const values = scope().valuesOf(template);
    expect(values.texts).toEqual([]);
    expect(values.failure).toContain(failure);
  });

  it('accounts for keys that have values for other platforms only', () => {
    const values = (template: string) => scope('', 'osx-64').valuesOf(template);
    expect(values("${{ compiler('cxx') }}").texts).toEqual(['gxx_osx-64 =14', 'clangxx_osx-64 =14']);
    expect(values('${{ mpi | default("none") }}')).toEqual({ texts: ['openmpi', 'mpich', 'none'] });
    expect(values("${{ mpi ~ ('-x' if mpi is defined else '') }}").texts).toContain('mpich-x');
  });

  it('reads the given environment', () => {
    const { texts } = scope('', 'linux-64', { X: 'y' }).valuesOf(
      '${{ env.get("X") }}-${{ env.exists("X") }}',
    );
    expect(texts).toEqual(['y-true']);
  });

  it('evaluates the context in order, with types', () => {
    const context = [
      '  python: ${{ python }}',
      '  text: "3"',
      '  number: 3',
      '  copy: ${{ number }}',
      '  list: [a, b]',
      '  both: ${{ python | version_to_buildstring }}-${{ list[1] }}',
      '  early: ${{ late | default("none") }}',
      '  late: x',
    ].join('\n');
    const values = (template: string) => scope(context).valuesOf(template).texts;
    expect(values('${{ both }}')).toEqual(['310-b', '311-b']);
    expect(values('${{ text == 3 }}${{ number == 3 }}${{ copy == 3 }}')).toEqual(['falsetruetrue']);
    expect(values('${{ early }}-${{ late }}')).toEqual(['none-x']);
  });

  it('fails with the failure of the context', () => {
    const { texts, failure } = scope('  a: ${{ unknown }}\n  b: ${{ a }}').valuesOf('${{ b }}');
    expect([texts, failure]).toEqual([[], expect.stringContaining('undefined')]);
    expect(scope('  a: ${{ unknown }}').valuesOf('${{ mpi }}').failure).toBeUndefined();
  });

  it('reports too many combinations, and still tries every value', () => {
    const keys = ['a', 'b', 'c', 'd'];
    const many = {
      values: Object.fromEntries(keys.map((key) => [key, ['p', 'q', 'r', 's', 't']])),
      zipKeys: [],
    };
    const recipe = parseRecipe('package: {name: x}\n', 'recipe.yaml');
    const values = new Scope(recipe, many).valuesOf('${{ a }}${{ b }}${{ c }}${{ d }}');
    expect(values.failure).toContain('more than 256 combinations');
    keys.forEach((_key, at) => expect(new Set(values.texts.map((text) => text[at])).size).toBe(5));
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('does not know %s', (name) => {
    expect(scope().valuesOf(`\${{ ${name} }}`).failure).toContain('undefined value');
    expect(scope().valuesOf(`\${{ env.get("${name}", "unset") }}`).texts).toEqual(['unset']);
    expect(scope().valuesOf(`\${{ env.exists("${name}") }}`).texts).toEqual(['false']);
  });

  it('stops, with a message, at a recipe with more to evaluate than any real one', () => {
    const context = Array.from(
      { length: 400 },
      (_, n) => `  v${n}: "\${{ v${Math.max(0, n - 1)} | default('a') }}"`,
    );
    const tried = scope(context.join('\n'));
    const failures = Array.from({ length: 400 }, (_, n) => tried.valuesOf(`x\${{ v${n} }}`).failure);
    expect(failures[10]).toBeUndefined();
    expect(failures[399]).toContain('too many or too long to evaluate');
  });

  it('remembers which variant keys were read', () => {
    const read = scope('  lang: rust');
    read.valuesOf('${{ compiler(lang) }} ${{ python }}');
    expect([...read.readKeys]).toEqual(expect.arrayContaining(['rust_compiler', 'python']));
  });

  it('works after the engine has panicked', () => {
    // The engine may print where it panicked.
    const report = jest.spyOn(console, 'error').mockImplementation();
    const tried = scope();
    expect(tried.valuesOf('${{ "a".center(4000000000) }}').failure).toBeDefined();
    report.mockRestore();
    expect(tried.valuesOf("${{ compiler('rust') }}").texts).toEqual(['rust_linux-64']);
  });

  it.each([
    ['an endless repetition', '', '${{ [1] * 1000000000 }}', 'multiplications'],
    [
      'a text that doubles with every variable',
      Array.from({ length: 60 }, (_, n) => `  a${n + 1}: "\${{ a${n} ~ a${n} }}"`).join('\n'),
      '${{ a60 }}',
      'longer than',
    ],
  ])('gives up on %s', (_what, context, template, failure) => {
    expect(scope(`  a0: aa\n${context}`).valuesOf(template).failure).toContain(failure);
  });

  it('distinguishes a multiplication sign in a text from an operator', () => {
    expect(scope().valuesOf("${{ '3.*' }}").texts).toEqual(['3.*']);
  });

  it('survives any expression, and still works', () => {
    const word = fc.constantFrom(
      ...'compiler stdlib cdt env git match pin_subpackage load_from_file python mpi unknown env.get'.split(
        ' ',
      ),
      ...[
        '"c"',
        '1',
        'none',
        '[]',
        '{}',
        '(',
        ')',
        '[',
        ']',
        '.',
        '|',
        ' ~ ',
        ' if ',
        ' else ',
        ',',
        '=',
        ' is ',
        '-',
      ],
    );
    const tried = scope();
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const { texts, failure } = tried.valuesOf(`x-\${{ ${words.join('')} }}`);
        expect(texts.length > 0 || failure !== undefined).toBe(true);
        expect(tried.valuesOf("${{ 'ok' }}")).toEqual({ texts: ['ok'] });
      }),
      { numRuns: 1000 },
    );
  });
});
