import type { OutputFacts, RecipeFacts, Requirement } from '../../recipe/parts/facts';

/**
 * The report of the target `conda-render`; with `--json` it prints this object on one line:
 *
 * ```json
 * { "project": "cumm", "recipe": "recipes/cumm/recipe.yaml", "platform": "linux-64",
 *   "engine": { "kind": "command", "version": "0.74.0" },
 *   "exact": true,
 *   "outputs": [{ "name": "cumm", "version": "0.7.11", "buildString": "cpu_py311_0", "subdir": "linux-64",
 *     "variant": { "python": "3.11.*" },
 *     "requirements": [{ "kind": "host", "name": "pccm", "spec": "pccm >=0.4", "providers": ["pccm"] }] }] }
 * ```
 */
export interface RenderReport {
  project: string;
  /** recipe.yaml, relative to the workspace root. */
  recipe: string;
  /** The target platform. */
  platform: string;
  /** The rattler-build used; null if the machine has none. */
  engine: { kind: 'command' | 'embedded'; version: string } | null;
  /** False: `outputs` is an over-approximation from the recipe's text: it may name too many packages, never too few. */
  exact: boolean;
  /** Why the report is not exact and what to do next; only if `exact` is false. */
  reason?: string;
  /** Names in an over-approximation that could not be evaluated: `file:line:column message`. */
  unresolved?: string[];
  /** One for every output and variant; if `exact`, an empty list means that all are skipped on the platform. */
  outputs: ReportedOutput[];
}

export interface ReportedOutput {
  name: string;
  version: string;
  /** Empty in an over-approximation. */
  buildString: string;
  subdir: string;
  variant: OutputFacts['variant'];
  requirements: ReportedRequirement[];
}

export interface ReportedRequirement extends Requirement {
  kind: RequirementKind;
  /** Names of the workspace projects that build the package; empty: it comes from a channel. */
  providers: string[];
}

export type RequirementKind =
  | 'build'
  | 'host'
  | 'run'
  | 'test'
  | 'downstream'
  | 'run_exports.weak'
  | 'run_exports.strong'
  | 'run_exports.noarch';

/** The workspace projects that can provide a requirement. */
export type ProvidersOf = (name: string, kind: RequirementKind) => string[];

/** Everything about the rendering except its content. */
export type RenderSubject = Pick<RenderReport, 'project' | 'recipe' | 'platform' | 'engine'>;

export function renderReport(
  subject: RenderSubject,
  { exact, reason, unresolved = [], outputs }: RecipeFacts,
  providersOf: ProvidersOf,
): RenderReport {
  return {
    ...subject,
    exact,
    ...(reason !== undefined && { reason }),
    ...(unresolved.length > 0 && {
      unresolved: unresolved.map((one) => `${one.file}:${one.line}:${one.column} ${one.message}`),
    }),
    outputs: outputs.map(({ name, version, buildString, subdir, variant, requirements }) => ({
      name,
      version,
      buildString,
      subdir,
      variant,
      requirements: requirementsByKind(requirements).flatMap(([kind, list]) =>
        list.map((one) => ({ kind, ...one, providers: providersOf(one.name, kind) })),
      ),
    })),
  };
}

function requirementsByKind(requirements: OutputFacts['requirements']): [RequirementKind, Requirement[]][] {
  const { build, host, run, test, downstream, exports } = requirements;
  return [
    ['build', build],
    ['host', host],
    ['run', run],
    ['run_exports.weak', exports.weak],
    ['run_exports.strong', exports.strong],
    ['run_exports.noarch', exports.noarch],
    ['test', test],
    ['downstream', downstream],
  ];
}
