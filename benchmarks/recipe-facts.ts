import { parse } from 'yaml';

/** What a recipe says about its build, conditional parts included. */
export interface RecipeFacts {
  isNoarch: boolean;
  /** `c`, `cxx`, `cuda`, `fortran`, `rust`, … */
  compilers: string[];
  /** The packages in host with the headers of CUDA libraries: `libcublas-dev`. */
  cudaDev: string[];
  /** Modules that the tests import. */
  imports: string[];
}

const COMPILER = /compiler\(\s*['"]([\w-]+)['"]\s*\)/g;
const CUDA_DEV = /^(?:cuda-[\w-]+|lib(?:cu|nv|np)[\w-]+)-dev$/;

/** @param text of a recipe.yaml, whose templates are not rendered. */
export function factsOf(text: string): RecipeFacts {
  const recipe = parse(text) as unknown;
  const compilers = [...text.replace(/^\s*#.*$/gm, '').matchAll(COMPILER)].map(([, name = '']) => name);
  return {
    isNoarch: valuesOf(recipe, 'noarch').some((value) => value === 'python'),
    compilers: sorted(compilers),
    cudaDev: sorted(
      valuesOf(recipe, 'host')
        .flatMap(textsIn)
        .map(nameOf)
        .filter((name) => CUDA_DEV.test(name)),
    ),
    imports: sorted(valuesOf(recipe, 'imports').flatMap(textsIn)),
  };
}

/** The names in host and run of a generated recipe, conditional ones included, without Python and pip. */
export function requiredNames(text: string): string[] {
  const { requirements } = parse(text) as { requirements?: Record<string, unknown> };
  const specs = [requirements?.['host'], requirements?.['run']].flatMap(textsIn);
  return sorted(specs.map(nameOf)).filter((name) => !['python', 'pip', '$'].includes(name));
}

export function nameOf(spec: string): string {
  return /^[\w.-]+|^\$/.exec(spec)?.[0] ?? '';
}

/** The values of a key, at any depth. */
function valuesOf(node: unknown, key: string): unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => [
    ...(name === key ? [value] : []),
    ...valuesOf(value, key),
  ]);
}

/** The texts of a list, with those of both branches of its conditions. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { then, else: otherwise } = value as { then?: unknown; else?: unknown };
  return [...textsIn(then), ...textsIn(otherwise)];
}

function sorted(names: string[]): string[] {
  return [...new Set(names)].sort();
}
