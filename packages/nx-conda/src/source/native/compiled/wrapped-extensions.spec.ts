import fc from 'fast-check';
import { factsOf } from '../../source.fixture';

const HEAD =
  'import os, sys, torch\nfrom setuptools import Extension, setup\nfrom torch.utils.cpp_extension import BuildExtension, CppExtension, CUDAExtension\n';

/** Statements that put an extension, `EXT`, into the list `mods`, if `GPU` is true. `PAD` is the indentation. */
const FORMS: readonly (readonly [string, string])[] = [
  ['a list', 'mods = [EXT] if GPU else []'],
  ['an if', 'mods = []\nif GPU:\n    mods.append(EXT)'],
  ['a generator', 'def f():\n    if GPU:\n        yield EXT\nmods = list(f())'],
  ['yield from', 'def f():\n    yield from ([EXT] if GPU else [])\nmods = [*f()]'],
  ['a match', 'match GPU:\n    case True:\n        mods = [EXT]\n    case _:\n        mods = []'],
  [
    'a match with a guard',
    'match "a", 1:\n    case ["a", int(x)] if GPU:\n        mods = [EXT]\n    case {"b": y, **rest} | Point(x=0 as y):\n        mods = []\n    case _:\n        mods = []',
  ],
  ['a walrus', 'if (gpu := GPU):\n    mods = [EXT]\nelse:\n    mods = []'],
  ['a walrus in a call', 'mods = list(found if (found := [EXT] if GPU else []) else [])'],
  [
    'async functions',
    'async def f():\n    async with lock() as a, b:\n        return [EXT] if GPU else []\nasync def g():\n    return await f()\nmods = asyncio.run(g())',
  ],
  ['with in brackets', 'with (open("a") as a, suppress(OSError) as b,):\n    mods = [EXT] if GPU else []'],
  [
    'try, else and finally',
    'mods = []\ntry:\n    import nothing\nexcept* (ImportError, OSError) as error:\n    pass\nelse:\n    mods += [EXT] if GPU else []\nfinally:\n    pass',
  ],
  ['a handler', 'try:\n    mods = fail()\nexcept Exception:\n    mods = [EXT] if GPU else []'],
  [
    'while and else',
    'mods = []\nwhile len(mods) < 1:\n    if GPU:\n        mods.append(EXT)\n    break\nelse:\n    pass',
  ],
  ['the else of a while', 'mods = []\nwhile False:\n    pass\nelse:\n    mods = [EXT] if GPU else []'],
  ['a lambda', 'make = lambda on, *rest, key=None: [EXT] if on else []\nmods = make(GPU)'],
  ['a comprehension', 'mods = [EXT for a in [1] for b in [2] if GPU]'],
  [
    'an async comprehension',
    'async def f():\n    return [EXT async for a in b() if GPU]\nmods = asyncio.run(f())',
  ],
  ['stars', 'first, *mods = [None, *([EXT] if GPU else [])]'],
  [
    'a decorator',
    '@cache\n@deco(1, key=lambda a: a)\ndef f(a: int = 1, /, *, b: "x" = 2) -> list[int]:\n    return [EXT] if GPU else []\nmods = f()',
  ],
  [
    'type parameters',
    'type A = list[int]\ndef f[T: (int, str)](x: T) -> list[T]:\n    return [EXT] if GPU else []\nclass C[T](object): pass\nmods = f(1)',
  ],
  [
    'a method',
    'class A(object):\n    def __init__(self, on):\n        self.on = on\n    def all(self):\n        return [EXT] if self.on else []\nmods = A(GPU).all()',
  ],
  [
    'a static method',
    'class A:\n    @staticmethod\n    def all(on):\n        return [EXT] if on else []\nmods = A.all(GPU)',
  ],
  [
    'several returns',
    'def f():\n    if sys.platform == "win32":\n        return []\n    if not (GPU):\n        return []\n    return [EXT]\nmods = f()',
  ],
  ['chain', 'import itertools\nmods = list(itertools.chain([EXT] if GPU else [], []))'],
  ['tuple and sorted', 'mods = sorted(tuple(e for e in ([EXT] if GPU else [])), key=lambda e: e.name)'],
  ['|=', 'kw = {}\nkw |= {"e": [EXT] if GPU else []}\nmods = kw["e"]'],
  ['a step', 'mods = ([EXT] if GPU else [])[::-1]'],
  ['a semicolon', 'import math; mods = []; mods += [EXT] if GPU else []'],
  ['a condition of Python 2', 'mods = []\nif GPU <> False:\n    mods.append(EXT)'],
  ['a line that is not valid Python', 'mods = []\nmods ?= EXT if GPU else []'],
  ['an f-string', 'mods = [EXT] if GPU and f"{"a" if {"b": 1}["b"] else ""!r:>{10}}" else []'],
  [
    'a filter in a command',
    'class Build(BuildExtension):\n    def build_extensions(self):\n        if not (GPU):\n            for one in self.extensions:\n                one.sources = [s for s in one.sources if not s.endswith(".cu")]\n        super().build_extensions()\nmods = [EXT]',
  ],
  [
    'a command that removes it',
    'class Build(BuildExtension):\n    def run(self):\n        if not (GPU):\n            self.extensions = []\n        super().run()\nmods = [EXT]',
  ],
];

const SETUPS = [
  'setup(name="a", ext_modules=mods, cmdclass={"build_ext": BUILD})',
  'setup(**{"name": "a", "ext_modules": mods, "cmdclass": dict(build_ext=BUILD)})',
  'kw = dict(name="a")\nkw.setdefault("ext_modules", []).extend(mods)\nsetup(**kw, cmdclass={"build_ext": BUILD})',
  'setup(name="a", ext_modules=list(iter(mods)) or None, cmdclass={"build_ext": BUILD})',
];
const CONDITIONS = [
  'torch.cuda.is_available()',
  '(torch.cuda.is_available() or os.environ.get("A_GPU") == "1")',
];

function sourceOf(
  form: string,
  { extension, gpu, end }: Record<'extension' | 'gpu' | 'end', string>,
): Record<string, string> {
  const build = form.includes('class Build') ? 'Build' : 'BuildExtension';
  const code = `${HEAD}${form}\n${end}\n`
    .replaceAll('EXT', extension)
    .replaceAll('GPU', gpu)
    .replaceAll('BUILD', build);
  return { 'setup.py': code, 'a.cpp': '', 'k.cu': '' };
}

const someSetup = fc.record({ gpu: fc.constantFrom(...CONDITIONS), end: fc.constantFrom(...SETUPS) });

describe('an extension in any form of Python', () => {
  it.each(FORMS)('is compiled: %s', (_, form) => {
    fc.assert(
      fc.property(someSetup, (setup) => {
        const facts = factsOf(sourceOf(form, { extension: 'Extension("a._C", ["a.cpp"])', ...setup }));
        expect(facts.python?.isPure).toBe(false);
        expect(facts.languages).toContain('cxx');
      }),
      { numRuns: 8 },
    );
  });

  it.each(FORMS)('is for GPUs, with a setting or a remark if a condition decides: %s', (_, form) => {
    fc.assert(
      fc.property(someSetup, (setup) => {
        const { cuda, languages } = factsOf(
          sourceOf(form, { extension: 'CUDAExtension("a._C", ["a.cpp", "k.cu"])', ...setup }),
        );
        expect(languages).toContain('cuda');
        const { variables = [], needsGpu, mayNeedGpu, unfollowed } = cuda?.switches ?? {};
        const said = [...variables.map(({ name }) => name), needsGpu, mayNeedGpu, unfollowed];
        expect(said.filter((one) => one !== undefined)).not.toEqual([]);
      }),
      { numRuns: 8 },
    );
  });
});
