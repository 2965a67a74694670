import type { Inheritance, OutputFacts, Requirement, Requirements, VariantValue } from '../parts/facts';
import { packageName } from '../parts/package-name';

/** A requirement in rattler-build's JSON: a match spec, or a pin that is resolved only after the solve. */
type RenderedSpec = string | Record<string, { name?: string } | undefined>;

interface RenderedRequirements {
  build?: RenderedSpec[];
  host?: RenderedSpec[];
  run?: RenderedSpec[];
  run_exports?: Partial<Record<'weak' | 'strong' | 'noarch', RenderedSpec[]>>;
  ignore_run_exports?: { by_name?: string[]; from_package?: string[] };
}

interface RenderedTest {
  requirements?: RenderedRequirements;
  /** A match spec. */
  downstream?: string;
}

/** The parts of one element of `rattler-build build --render-only` that are used (0.74). */
export interface RenderedOutput {
  recipe: {
    package: { name: string; version: string | number };
    build?: { string?: string };
    requirements?: RenderedRequirements | null;
    staging_caches?: { requirements?: RenderedRequirements }[] | null;
    tests?: RenderedTest[] | null;
  };
  build_configuration: { target_platform: string; variant: Record<string, unknown> };
}

/** Facts from rattler-build's own rendering: the array it prints on stdout. */
export function outputsFromRendering(rendered: RenderedOutput[]): OutputFacts[] {
  return rendered.map(({ recipe, build_configuration: configuration }) => ({
    name: recipe.package.name.toLowerCase(),
    version: String(recipe.package.version),
    buildString: recipe.build?.string ?? '',
    subdir: configuration.target_platform,
    variant: Object.fromEntries(
      Object.entries(configuration.variant).map(([key, value]) => [key, scalar(value)]),
    ),
    requirements: requirementsOf(recipe),
    inherits: inheritanceOf(recipe, configuration.target_platform),
  }));
}

/** rattler-build 0.74: a noarch package takes only noarch exports. */
function inheritanceOf({ requirements }: RenderedOutput['recipe'], subdir: string): Inheritance {
  const { by_name: names = [], from_package: packages = [] } = requirements?.ignore_run_exports ?? {};
  return {
    kinds: subdir === 'noarch' ? ['noarch'] : ['weak', 'strong'],
    exceptNames: names.map((name) => name.toLowerCase()),
    exceptFrom: packages.map((name) => name.toLowerCase()),
  };
}

function scalar(value: unknown): VariantValue {
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}

function requirementsOf(recipe: RenderedOutput['recipe']): Requirements {
  const own = recipe.requirements ?? {};
  const building = [own, ...sectionsOf(recipe.staging_caches)];
  const tests = sectionsOf(recipe.tests);
  const { weak = [], noarch = [], strong = [] } = own.run_exports ?? {};
  return {
    build: readSpecs(building.flatMap(({ build = [] }) => build)),
    host: readSpecs(building.flatMap(({ host = [] }) => host)),
    run: readSpecs(own.run ?? []),
    pins: readSpecs([...(own.run ?? []), ...weak, ...noarch, ...strong].filter(isSubpackagePin)),
    test: readSpecs(tests.flatMap(({ build = [], run = [] }) => [...build, ...run])),
    downstream: readSpecs((recipe.tests ?? []).flatMap(({ downstream }) => downstream ?? [])),
    exports: { weak: readSpecs(weak), strong: readSpecs(strong), noarch: readSpecs(noarch) },
  };
}

function sectionsOf(
  items: { requirements?: RenderedRequirements }[] | null | undefined,
): RenderedRequirements[] {
  return (items ?? []).map((item) => item.requirements ?? {});
}

function isSubpackagePin(spec: RenderedSpec): boolean {
  return typeof spec !== 'string' && 'pin_subpackage' in spec;
}

function readSpecs(specs: RenderedSpec[]): Requirement[] {
  const bySpec = new Map<string, Requirement>();
  for (const item of specs) {
    const requirement = readSpec(item);
    if (requirement) bySpec.set(requirement.spec, requirement);
  }
  return [...bySpec.values()];
}

function readSpec(item: RenderedSpec): Requirement | undefined {
  if (typeof item === 'string') return item === '' ? undefined : { name: packageName(item), spec: item };
  const [kind, pin] = Object.entries(item)[0] ?? [];
  if (!kind || !pin?.name) return undefined;
  return { name: pin.name.toLowerCase(), spec: `${kind}(${pin.name})` };
}
