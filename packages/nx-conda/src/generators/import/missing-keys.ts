import { isMap } from 'yaml';
import type { ParsedRecipe } from '../../recipe/parts/parse';
import { jinjaFunctionNames } from '../../recipe/template/functions';
import { platformVariables } from '../../recipe/template/platform';
import { expressionsIn, identifiersIn, isTemplate, stringsIn } from '../../recipe/template/template';
import { normalizeKey } from '../../recipe/template/variant-key';
import { child, scalars, textOf } from '../../recipe/yaml/nodes';

/** Keys whose values are expressions without `${{ }}`. */
const EXPRESSIONS = new Set(['if', 'skip']);
/** Words that tests of Jinja and rattler-build itself define. */
const DEFINED = new Set([
  ...['defined', 'undefined', 'none', 'build_platform', 'hash', 'version', 'name', 'loop', 'build_number'],
]);

/**
 * The variant keys that a recipe uses and that are set nowhere: `c_stdlib` for `stdlib('c')`, `python_min`. Without
 * them, the recipe does not render, or renders as something else than on conda-forge.
 * @param present normalized keys of the variant files
 */
export function missingKeys(recipe: ParsedRecipe, present: ReadonlySet<string>): string[] {
  const context = contextNames(recipe);
  const variables = platformVariables('linux-64');
  const isKey = (name: string) =>
    !context.has(name) && !DEFINED.has(name) && !(name in variables) && !jinjaFunctionNames.has(name);
  const used = expressionsOf(recipe).flatMap((expression) => [
    ...calledKeys(expression),
    // Variables of the build environment: PYTHON, SRC_DIR.
    ...(hasDefault(expression)
      ? []
      : identifiersIn(expression).filter((name) => !/^[A-Z_]+$/.test(name) && isKey(name))),
  ]);
  return [...new Set(used)].filter((name) => !present.has(normalizeKey(name))).sort();
}

function contextNames({ root }: ParsedRecipe): Set<string> {
  const context = child(root, 'context');
  return new Set(isMap(context) ? context.items.map(({ key }) => textOf(key) ?? '') : []);
}

function expressionsOf({ root }: ParsedRecipe): string[] {
  return [...scalars(root)].flatMap(({ key, node }) => {
    const text = textOf(node) ?? '';
    return EXPRESSIONS.has(key) && !isTemplate(text) ? [text] : expressionsIn(text);
  });
}

function hasDefault(expression: string): boolean {
  return /\bdefault\(|\bis (not )?(un)?defined\b/.test(expression);
}

/** rattler-build has default compilers for C and C++, and none for CUDA; it has no default C library. */
function calledKeys(expression: string): string[] {
  const names = identifiersIn(expression);
  const languages = stringsIn(expression).filter((one) => /^[a-z]\w*$/i.test(one));
  const ofCuda = names.includes('compiler') && languages.includes('cuda');
  return [
    ...(names.includes('stdlib')
      ? languages.flatMap((one) => [`${one}_stdlib`, `${one}_stdlib_version`])
      : []),
    ...(ofCuda ? ['cuda_compiler', 'cuda_compiler_version'] : []),
  ];
}
