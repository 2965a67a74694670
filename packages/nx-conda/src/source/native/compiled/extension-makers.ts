import { posix } from 'node:path';
import { nodesIn } from '../../python/calls';
import type { Expression, Statement } from '../../python/syntax';
import type { BuildFile } from '../../python-project/build-code';

/** The builder of an extension. `torch`: PyTorch's; `pccm`: cumm's and spconv's, which generates sources in Python. */
export type Builder = 'torch' | 'pccm' | 'cmake' | 'other';

/** A class or function that creates extensions, and the languages known from its name alone. */
export interface Maker {
  builder: Builder;
  languages: readonly string[];
}

/** The first name that each package uses for its maker. */
const MAKERS: readonly (readonly [string, Builder, ...string[]])[] = [
  ['CUDAExtension', 'torch', 'cxx', 'cuda'],
  ['CppExtension', 'torch', 'cxx'],
  ['PCCMExtension', 'pccm', 'cxx'],
  ['PCCMBuild', 'pccm', 'cxx'],
  ['CudaExtension', 'other', 'cxx', 'cuda'],
  ['CMakeExtension', 'cmake'],
  ['Extension', 'other'],
  ['Pybind11Extension', 'other', 'cxx'],
  ['ParallelCompile', 'other', 'cxx'],
  ['NanobindExtension', 'other', 'cxx'],
  ['cythonize', 'other', 'c'],
  ['mypycify', 'other', 'c'],
  ['RustExtension', 'other', 'rust'],
  ['RustBin', 'other', 'rust'],
  ['PythranExtension', 'other', 'cxx'],
  ['SwigExtension', 'other'],
  // numpy.distutils: `config.add_extension(...)`.
  ['add_extension', 'other'],
];

/** Packages that define makers; other classes named Extension are something else: plugins of Jinja, of Markdown. */
const PROVIDERS =
  /\b(setuptools|distutils|setuptools_rust|Cython|cpp_extension|pybind11|nanobind|mypyc|pccm|skbuild|pythran)\b/;
const MAX_ROUNDS = 5;

/**
 * The makers in build code by name, with their subclasses (`class MyExtension(Extension)`) and other names
 * (`kind = CppExtension`, `from ... import Extension as Ext`). A name with several makers has all of them.
 */
export function makersIn(files: readonly BuildFile[]): ReadonlyMap<string, readonly Maker[]> {
  const hasTorch = usesTorch(files);
  const makers = new Map<string, Maker[]>(
    MAKERS.map(([name, builder, ...languages]) => [
      name,
      [{ builder: builder === 'torch' && !hasTorch ? 'other' : builder, languages }],
    ]),
  );
  const renamed = files.filter((file) => usesMakers(file, files)).flatMap(renamings);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    for (const { name, of } of renamed) {
      const added = of.flatMap((one) => makers.get(one) ?? []);
      const all = [...(makers.get(name) ?? []), ...(ofCmake(name, added) ?? added)];
      if (added.length > 0) makers.set(name, distinct(all));
    }
  }
  return makers;
}

/** Whether a CUDAExtension can be PyTorch's: some projects, and PaddlePaddle, have a class of the same name. */
export function usesTorch(files: readonly BuildFile[]): boolean {
  return files.some(({ text }) => /\btorch\b/.test(text));
}

/** Whether a file can use the makers: it is beside the script, or names a package that defines some. */
export function usesMakers({ name, text }: BuildFile, [script]: readonly BuildFile[]): boolean {
  return posix.dirname(name) === posix.dirname(script?.name ?? '') || PROVIDERS.test(text);
}

/** A class for CMake has no sources of its own. */
function ofCmake(name: string, makers: readonly Maker[]): Maker[] | undefined {
  return makers.length > 0 && /cmake/i.test(name) ? [{ builder: 'cmake', languages: [] }] : undefined;
}

interface Renaming {
  name: string;
  of: string[];
}

function renamings({ text, statements }: BuildFile): Renaming[] {
  const classes = text.matchAll(/^[ \t]*class[ \t]+(\w{1,100})[ \t]*\(([^()\n]{0,300})/gm);
  const subclasses = [...classes].map(([, name = '', bases = '']) => ({ name, of: lastParts(bases) }));
  return [...subclasses, ...nodesIn(statements).flatMap((node) => renamingsOf(node as Partial<Statement>))];
}

function renamingsOf(statement: Partial<Statement>): Renaming[] {
  if (statement.kind === 'import') {
    return (statement.names ?? []).map(({ name, path }) => ({ name, of: lastParts(path) }));
  }
  if (statement.kind !== 'assign' || !statement.value) return [];
  const of = namesOf(statement.value);
  return (statement.targets ?? []).flatMap((target) =>
    target.kind === 'name' && of.length > 0 ? [{ name: target.name, of }] : [],
  );
}

/** The names that an expression is: `CppExtension`, `cpp_extension.CppExtension`, `A if test else B`, `partial(A, ...)`. */
function namesOf(expression: Expression): string[] {
  switch (expression.kind) {
    case 'name':
    case 'attribute':
      return [expression.name];
    case 'choice':
      return [...namesOf(expression.then), ...namesOf(expression.otherwise)];
    case 'call':
      return namesOf(expression.callee)[0] === 'partial' ? expression.args.slice(0, 1).flatMap(namesOf) : [];
    default:
      return [];
  }
}

function lastParts(names: string): string[] {
  return names.split(',').map((name) => name.split('=')[0]?.split('.').at(-1)?.trim() ?? '');
}

function distinct(makers: readonly Maker[]): Maker[] {
  return [...new Map(makers.map((maker) => [JSON.stringify(maker), maker])).values()];
}
