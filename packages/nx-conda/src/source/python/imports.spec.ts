import { importsIn } from './imports';

/** `a.b(names) in f, optional, <3.11` for each import; `a, skipped`. */
function read(...lines: string[]): string[] {
  return importsIn(`${lines.join('\n')}\n`).map(({ module, names, ...context }) => {
    const { within, isOptional, isConditional, python, isSkipped } = context;
    if (isSkipped) return `${module}, skipped`;
    const words = [
      isOptional && 'optional',
      isConditional && 'conditional',
      python,
      within && `in ${within}`,
    ];
    const about = words.filter((word) => typeof word === 'string');
    return `${module}${names.length > 0 ? `(${names.join(',')})` : ''}${about.map((word) => `, ${word}`).join('')}`;
  });
}

describe('importsIn', () => {
  it('reads both forms, over several lines, without aliases', () => {
    expect(
      read('import a.b as c, d', 'from e.f import (g as h,', '  i,)', 'from . import j; import k'),
    ).toEqual(['a.b', 'd', 'e.f(g,i)', '.(j)', 'k']);
  });

  it('ignores texts and comments', () => {
    expect(read('"""', 'import a', '"""', '# import b', 'x = "import c"')).toEqual([]);
  });

  it('knows an import that may fail', () => {
    expect(read('try:', '  import a', 'except ImportError:', '  import b', 'import c')).toEqual([
      'a, optional',
      'b, optional',
      'c',
    ]);
    expect(read('try:', '  import a', 'except (OSError, ModuleNotFoundError) as e:', '  pass')).toEqual([
      'a, optional',
    ]);
    expect(read('try: import a', 'except: a = None')).toEqual(['a, optional']);
  });

  it.each(['raise RuntimeError("no a")', 'sys.exit(1)', 'exit()'])(
    'knows that an import may not fail if its handler runs %s',
    (end) =>
      expect(read('try:', '  import a', 'except ImportError:', '  print("no a")', `  ${end}`)).toEqual(['a']),
  );

  it('knows an import that only a handler of another error surrounds', () => {
    expect(read('try:', '  import a', 'except OSError:', '  pass')).toEqual(['a']);
  });

  it('knows the function or class around an import', () => {
    expect(read('class B(build_ext):', '  def run(self):', '    import a')).toEqual([
      'a, conditional, in class B ( build_ext )',
    ]);
  });

  it('knows conditions', () => {
    expect(
      read('if X:', '  import a', 'else:', '  import b', 'if __name__ == "__main__":', '  import c'),
    ).toEqual(['a, conditional', 'b, conditional', 'c']);
    expect(read('if TYPE_CHECKING:', '  import a', 'if "docs" in sys.argv:', '  import b')).toEqual([
      'a, skipped',
      'b, skipped',
    ]);
  });

  it('knows the versions of Python', () => {
    expect(read('if sys.version_info >= (3, 11):', '  import a', 'else:', '  import b as a')).toEqual([
      'a, >=3.11',
      'b, <3.11',
    ]);
    expect(read('if sys.version_info[:2] < (3, 11): import a')).toEqual(['a, <3.11']);
  });

  it.each([
    'if PY2:',
    'if sys.version_info[0] < 3:',
    'if sys.version_info < (3,):',
    'if sys.version_info[0] == 2:',
  ])('knows what only Python 2 imports: %s', (condition) =>
    expect(read(condition, '  import a')).toEqual(['a, skipped']),
  );

  it('comes to an end', () => {
    expect(read('('.repeat(50_000), 'import a')).toEqual([]);
    const deep = Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}if a:`);
    expect(read(...deep, `${' '.repeat(500)}import a`, 'import b')).toEqual(['b']);
  });
});
