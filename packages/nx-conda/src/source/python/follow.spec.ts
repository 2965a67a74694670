import fc from 'fast-check';
import { callsIn } from './calls';
import { follow } from './follow';
import type { Value } from './values';

const FILES: Record<string, string> = {
  'requirements.txt': 'numpy>=1\n# no\ntorch\n',
  'pkg/__init__.py': '__version__ = "3.1"\n',
  'version.txt': ' 2.0\n',
  big: 'ab\n'.repeat(60_000),
};

/** The argument `x` of `setup`. */
function valueOf(source: string, environment: Record<string, string> = {}): Value | undefined {
  let value: Value | undefined;
  follow(source, { read: (path) => FILES[path], environment }, (path, { keywords }) => {
    if (/(^|\.)setup$/.test(path)) value = keywords.get('x');
  });
  return value;
}

const expression = (text: string) =>
  valueOf(`import os, re, sys\nfrom pathlib import Path\nsetup(x=${text})\n`);

describe('follow', () => {
  it.each([
    ['"a" + "b"', 'ab'],
    ['"a" "b"', 'ab'],
    ['["a", *["b"]] + ["c"]', ['a', 'b', 'c']],
    ['"cumm-cu{}>=0.4.5".format("120")', 'cumm-cu120>=0.4.5'],
    ['"{name}-{}".format(1, name="a")', 'a-1'],
    ['"%s-%d" % ("a", 2)', 'a-2'],
    ['open("version.txt").read().strip()', '2.0'],
    ['Path(__file__).parent.joinpath("version.txt").read_text().strip()', '2.0'],
    ['(Path(__file__).resolve().parent / "version.txt").open().read()', ' 2.0\n'],
    ['open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "version.txt")).read()', ' 2.0\n'],
    [
      '[line.strip() for line in open("requirements.txt") if not line.startswith("#")]',
      ['numpy>=1', 'torch'],
    ],
    ['open("requirements.txt").read().splitlines()', ['numpy>=1', '# no', 'torch']],
    ['re.search(r"^__version__ = [\'\\"]([^\'\\"]*)", open("pkg/__init__.py").read(), re.M).group(1)', '3.1'],
    ['"a" if sys.platform == "win32" else "b"', 'b'],
    ['"old" if sys.version_info < (3, 8) else "new"', 'new'],
    ['os.environ.get("UNSET", "d")', 'd'],
    ['os.getenv("UNSET")', null],
    ['{"a": ["b"]}["a"]', ['b']],
    ['{"a": [b for b in "c d".split()]}["a"]', ['c', 'd']],
    ['[[b for b in "c d".split()]]', [['c', 'd']]],
    ['{b for b in "c d".split()}', ['c', 'd']],
    ['"1.2.3".split(".")[:2]', ['1', '2']],
    ['r"a\\n"', 'a\\n'],
    ['not []', true],
    ['not [] and "b"', 'b'],
    ['"a" in "abc" and "b"', 'b'],
  ])('knows %s', (text, value) => {
    expect(expression(text)).toEqual(value);
  });

  it.each([
    [
      'a function of the source',
      'def read(p):\n    with open(p) as f:\n        return f.read().strip()\nsetup(x=read("version.txt"))',
      '2.0',
    ],
    ['an f-string', 'v = "1"\nsetup(x=f"{v}.{{0}}")', '1.{0}'],
    ['escapes in an f-string', 'v = "1"\nsetup(x=f"{v}\\n" + rf"\\n")', '1\n\\n'],
    [
      'appended items',
      'a = ["b"]\na.append("c")\na += ["d"]\na.extend(["e"])\nsetup(x=a)',
      ['b', 'c', 'd', 'e'],
    ],
    ['keywords in a dictionary', 'k = dict(x="a")\nk["x"] = "b"\nsetup(**k)', 'b'],
    [
      'a branch that is not taken',
      'import os\na = "a"\nif os.environ.get("V"):\n    a += "b"\nelif False:\n    a = "c"\nsetup(x=a)',
      'a',
    ],
    [
      'the first of two branches if the condition is unknown',
      'import torch\nif torch.cuda.is_available():\n  a = "x"\nelse:\n  a = "y"\nsetup(x=a)',
      'x',
    ],
    [
      'a call in the main block',
      'def main():\n    setup(x="a")\nif __name__ == "__main__":\n    main()',
      'a',
    ],
    [
      'several lines in brackets, and a continued line',
      'a = (\n  "b"  # c\n  "d"\n)\nb = a + \\\n  "e"\nsetup(x=b)',
      'bde',
    ],
    ['another module with the function', 'import setuptools as s\ns.setup(x="a")', 'a'],
    ['the code around invalid Python 3', 'print "a"\nsetup(x="b")', 'b'],
    ['a generator', 'def f():\n  yield "a"\n  yield from ["b", "c"]\nsetup(x=list(f()))', ['a', 'b', 'c']],
    [
      'a match',
      'a = 2\nmatch a, 1:\n  case _: pass\nmatch a:\n  case 1 | 3: x = "b"\n  case n if n == 2: x = "c"\n  case _: x = "d"\nsetup(x=x)',
      'c',
    ],
    ['a variable named match', 'match = "a"\nmatch += "b"\nsetup(x=match)', 'ab'],
    ['a walrus', 'setup(x=[b := "a", b])', ['a', 'a']],
    ['a lambda', 'f = lambda a, b="c": a + b\nsetup(x=f("b"))', 'bc'],
    [
      'loops in a comprehension',
      'setup(x=[a + b for a in ["a", "b"] if a == "b" for b in ["c", "d"]])',
      ['bc', 'bd'],
    ],
    [
      'quotes in the values of an f-string',
      'k = {"a": "b"}\nsetup(x=f"{k["a"]}-{{{k[\'a\']}}}" f"{"c"}")',
      'b-{b}c',
    ],
    ['joined dictionaries', 'k = {"x": "a"}\nk |= {"x": "b"}\nsetup(**k)', 'b'],
    [
      'with in brackets',
      'with (open("version.txt") as a, open("big") as b,):\n  v = a.read().strip()\nsetup(x=v)',
      '2.0',
    ],
    ['several statements in a line', 'import os; a = "b"; setup(x=a)', 'b'],
    ['comparisons after comparisons', 'setup(x="a" if 1 < 2 < 3 and not 1 < 3 < 2 else "b")', 'a'],
    ['a negative index', 'setup(x=["a", "b"][-1])', 'b'],
    [
      'a decorated function with types',
      '@a(1)\ndef f[T](b: list[T], *c: int) -> T:\n  return b\nsetup(x=f("d"))',
      'd',
    ],
  ])('follows %s', (_, source, value) => {
    expect(valueOf(source)).toEqual(value);
  });

  it('finds variables that change the name', () => {
    const source =
      'import os\nn = "cumm"\nif os.environ.get("V", "") != "":\n  n += "-cu" + os.environ["V"].replace(".", "")\nsetup(x=n)';
    expect([valueOf(source), valueOf(source, { V: '12.6' })]).toEqual(['cumm', 'cumm-cu126']);
  });

  it.each([
    'os.system("touch /tmp/x")',
    '__import__("os").getcwd()',
    'open("/etc/passwd").read()',
    'open("../../x").read()',
    'eval("1")',
    '"a".constructor()',
    '{}.__proto__',
    '[].constructor("x")',
    '__proto__',
    '"a" * 100000000',
    'f"{__name__:{__name__}}"',
    '"{:>99999999}".format(1)',
  ])('does not know %s, and runs nothing', (text) => {
    expect(expression(text)).toEqual(expect.objectContaining({ kind: expect.any(String) as string }));
  });

  it.each([
    ['a loop that doubles', `a = ["b"]\n${'a = a + a\n'.repeat(100)}setup(x=a)`],
    ['a text that doubles', `a = "b"\n${'a = a + a\n'.repeat(100)}setup(x=a)`],
    ['loops in loops', `l = [${'1,'.repeat(1000)}]\nfor a in l:\n for b in l:\n  for c in l:\n   pass\n`],
    ['a function that calls itself', 'def f():\n  f()\n  f()\n  f()\nf()\nsetup(x=1)'],
    ['brackets in brackets', `setup(x=${'['.repeat(100000)}`],
    ['a long sum', `setup(x=${'1+'.repeat(100000)}1)`],
    ['a long chain', `setup(x=a${'.b'.repeat(100000)})`],
    ['a long chain of calls', `setup(x=a${'()'.repeat(100000)})`],
    ['not not not', `setup(x=${'not '.repeat(100000)}1)`],
    ['blocks in blocks', Array.from({ length: 1000 }, (_, n) => `${' '.repeat(n)}if a:`).join('\n')],
    ['elif after elif', `if a:\n  b\n${'elif a:\n  b\n'.repeat(10000)}`],
    ['a pattern that never ends', 'import re\nre.search("(a+)+$version", "a" * 50 + "b")'],
    ['a string without an end', 'a = """'],
  ])('ends with %s', (_, source) => {
    const before = Date.now();
    valueOf(source);
    callsIn(source);
    expect(Date.now() - before).toBeLessThan(3000);
  });

  const deep = (chain: string) => `y=${'('.repeat(55)}x${`${chain})`.repeat(55)}\nsetup(x=1)`;
  const longText = `x="${'a'.repeat(100_000)}"\n`;
  it.each([
    ['attributes that are deep and long', deep('.a'.repeat(195))],
    ['sums that are deep and long', deep('+a'.repeat(195))],
    ['an f-string with a long chain', `y=f"{x${'.a'.repeat(50_000)}}"\nsetup(x=1)`],
    ['percents that double', `x="b"\n${'x="%s%s" % (x,x)\n'.repeat(30)}setup(x=1)`],
    ['format that doubles', `x="b"\n${'x="{0}{0}".format(x)\n'.repeat(30)}setup(x=1)`],
    ['f-strings that double', `x="b"\n${'x=f"{x}{x}"\n'.repeat(30)}setup(x=1)`],
    ['join that doubles', `x="b"\n${'x=x.join([x,x,x])\n'.repeat(30)}setup(x=1)`],
    ['replace that grows', `x="a"\n${`x=x.replace("a","${'a'.repeat(100)}")\n`.repeat(6)}setup(x=1)`],
    ['paths that double', `x="b"\n${'x=x/x\n'.repeat(30)}setup(x=1)`],
    ['an f-string of many values', `def f():\n  return f"${'{x}'.repeat(150_000)}"\nsetup(x=1)`],
    ['loops after loops', `y=[a ${'for b in c '.repeat(20_000)}]\nsetup(x=1)`],
    ['generators in generators', `y=${'(a for b in '.repeat(20_000)}c${')'.repeat(20_000)}\nsetup(x=1)`],
    ['an import of a long path', `import a${'.a'.repeat(150_000)}\nsetup(x=1)`],
    ['joined paths that double', `import os\nx="b"\n${'x=os.path.join(x,x)\n'.repeat(30)}setup(x=1)`],
    ['lists that double', `x=["b"]\n${'x=[*x,*x]\n'.repeat(30)}setup(x=1)`],
    ['parts of a long text', `${longText}y=[]\nfor i in x.split("a"):\n  y.append(x.split("a"))\nsetup(x=1)`],
    ['dots after dots', `for i in "${'a '.repeat(50)}".split():\n  x=x.${'a'.repeat(10_000)}\nsetup(x=1)`],
  ])('continues after %s', (_, source) => {
    const before = Date.now();
    expect(valueOf(source)).toBe(1);
    expect(callsIn(source).at(-1)?.name).toBe('setup');
    expect(Date.now() - before).toBeLessThan(1000);
  });

  const often = (body: string) =>
    `${longText}y=[]\nl=[${'1,'.repeat(300)}]\nfor a in l:\n for b in l:\n  ${body}\nsetup(x=1)`;
  it.each([
    ['list after list', often(`y.append("${'a '.repeat(5_000)}".split())`)],
    ['list after list of letters', often(`y.append("${'ab,'.repeat(9_000)}".split(","))`)],
    ['copy after copy', often('y.append(x.upper())')],
    ['replaced after replaced', often('y.append(x.replace("a", "bc"))')],
    ['braces after braces', often(`y.append("${'{'.repeat(9_000)}".format())`)],
    ['search after search', often(`"${'a'.repeat(150)}b" in x`)],
    ['strip after strip', often(`x.strip("${'b'.repeat(199)}a")`)],
    ['file after file', `${'x = open("big").readlines()\n'.repeat(9_000)}setup(x=1)`],
  ])('gives up with %s', (_, source) => {
    const before = Date.now();
    valueOf(source);
    expect(Date.now() - before).toBeLessThan(2000);
  });

  it('does not read inherited properties as variables', () => {
    const source = 'import os\nsetup(x=[os.environ.get("constructor"), os.getenv("toString", "d")])';
    expect(valueOf(source)).toEqual([null, 'd']);
    expect(expression('os.environ["constructor"]')).toEqual({ kind: 'unknown' });
  });

  it('never fails for any text', () => {
    const word = fc.constantFrom(
      ...'if|else:|elif|for|in|def f(|class|with|as|try:|except|lambda|not|return|import|from|(|)|[|]|{|}|,|:|=|+=|.|*|**|"|\'|"""|f"{a}"|\n|\n  |a|1|%|==|setup'.split(
        '|',
      ),
    );
    const python = fc.array(word).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.oneof(python, fc.string(), fc.string({ unit: 'binary' })), (text) => {
        valueOf(text);
        callsIn(text);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('callsIn', () => {
  it('finds calls and their texts in branches, functions and classes', () => {
    const source =
      'if x:\n  e = [torch.CUDAExtension("a", sources=["b.cu"])]\nclass A:\n  def f(self):\n    return Extension(name="c")\n';
    expect(callsIn(source).map(({ name, textsOf }) => [name, Object.fromEntries(textsOf)])).toEqual([
      ['CUDAExtension', { '': ['a'], sources: ['b.cu'] }],
      ['Extension', { '': [], name: ['c'] }],
    ]);
    expect(callsIn(source).map(({ texts }) => texts)).toEqual([['a', 'b.cu'], ['c']]);
  });
});
