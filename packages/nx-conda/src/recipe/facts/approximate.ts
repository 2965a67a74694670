import { isMap, type Node } from 'yaml';
import type { Diagnostic } from '../yaml/diagnostic';
import type { Inheritance, OutputFacts, RecipeFacts, Requirement, Requirements } from '../parts/facts';
import { branches, child, textOf } from '../yaml/nodes';
import type { ParsedRecipe } from '../parts/parse';
import { isSubpackagePin, readRequirements, unresolvedTemplate } from '../parts/requirements';
import { Scope } from '../parts/scope';
import { type Sections, sectionsOf } from '../parts/sections';
import type { VariantConfig } from '../variants/variants';

/**
 * What a recipe can provide and need on a platform, from its text alone: all branches, all sections, all variants.
 * Names too much, never too little; a name that cannot be evaluated is in `unresolved`.
 * @param platform target subdir, `linux-64`
 * @param environment variables that templates may read with `env.get`
 */
export function approximate(
  recipe: ParsedRecipe,
  variants: VariantConfig,
  platform: string,
  environment: Readonly<Record<string, string | undefined>> = {},
): RecipeFacts {
  const scope = new Scope(recipe, variants, platform, environment);
  const unresolved: Diagnostic[] = [];
  const nodes = packageNodes(recipe);
  const sections = sectionsOf(recipe.root, nodes);
  const outputs = nodes.flatMap((output, index) =>
    outputFacts(scope, output, requirementsOf(scope, sections[index], unresolved), unresolved),
  );
  return {
    exact: false,
    outputs,
    ...(unresolved.length > 0 && { unresolved: withoutRepetition(unresolved) }),
  };
}

/** Requirements that several outputs inherit are read once for each of them. */
function withoutRepetition(diagnostics: Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map((one) => [`${one.line}:${one.column}`, one])).values()];
}

/** The mappings that describe a package: the recipe itself, or its outputs. */
function packageNodes({ root }: ParsedRecipe): Node[] {
  if (!root.has('outputs')) return [root];
  return [...branches(child(root, 'outputs'))].filter((output) => isMap(output) && output.has('package'));
}

function outputFacts(
  scope: Scope,
  output: Node,
  requirements: Requirements,
  unresolved: Diagnostic[],
): OutputFacts[] {
  const { root } = scope.recipe;
  const nameNode = child(output, 'package', 'name');
  if (!nameNode) return [];
  const names = scope.valuesOf(textOf(nameNode) ?? '');
  if (names.failure !== undefined) unresolved.push(unresolvedTemplate(scope, nameNode, names.failure));
  const version =
    child(output, 'package', 'version') ?? child(root, 'recipe', 'version') ?? child(root, 'version');
  const facts = {
    version: scope.valuesOf(textOf(version) ?? '').texts[0] ?? '',
    buildString: '',
    subdir: isNoarch(output) || isNoarch(root) ? 'noarch' : scope.platform,
    variant: {},
    requirements,
    // Whether it is noarch, and what it ignores, may depend on a condition.
    inherits: { kinds: ['weak', 'strong', 'noarch'], exceptNames: [], exceptFrom: [] } satisfies Inheritance,
  };
  return names.texts.map((name) => ({ name: name.trim().toLowerCase(), ...facts }));
}

/** In any branch; a template counts, whatever its value. */
function isNoarch(node: Node): boolean {
  return [...branches(child(node, 'build', 'noarch'))].some(
    (value) => !/^(|false|null|~)$/.test(textOf(value) ?? ''),
  );
}

function requirementsOf(
  scope: Scope,
  { own, staged, tests, downstream }: Sections = { own: [], staged: [], tests: [], downstream: [] },
  unresolved: Diagnostic[],
): Requirements {
  const read = (...lists: (Node | undefined)[]): Requirement[] => {
    const list = readRequirements(scope, ...lists);
    unresolved.push(...list.unresolved);
    return list.requirements;
  };
  const exported = own.flatMap((section) => [...branches(child(section, 'run_exports'))]);
  // A plain list is the short form of `weak`.
  const weak = exported.map((item) => (isMap(item) ? child(item, 'weak') : item));
  const strong = under(exported, 'strong');
  const noarch = under(exported, 'noarch');
  const run = under(own, 'run');
  return {
    build: read(...under([...own, ...staged], 'build')),
    host: read(...under([...own, ...staged], 'host')),
    run: read(...run),
    pins: read(...run, ...weak, ...strong, ...noarch).filter(isSubpackagePin),
    test: read(...under(tests, 'build'), ...under(tests, 'run')),
    downstream: read(...downstream),
    exports: { weak: read(...weak), strong: read(...strong), noarch: read(...noarch) },
  };
}

function under(nodes: Node[], key: string): (Node | undefined)[] {
  return nodes.map((node) => child(node, key));
}
