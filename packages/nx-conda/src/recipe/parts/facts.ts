import type { Diagnostic } from '../yaml/diagnostic';

/**
 * What a recipe provides and needs. Exact if rattler-build rendered it; otherwise an over-approximation that may name
 * too much but never too little.
 */
export interface RecipeFacts {
  /** True when the facts are rattler-build's own rendering. */
  exact: boolean;
  /** Why the recipe was not rendered; only if `exact` is false. */
  reason?: string;
  /** One entry per output and variant; empty when every variant is skipped on the platform. */
  outputs: OutputFacts[];
  /** Templates of names that an over-approximation could not evaluate: it lacks these names. */
  unresolved?: Diagnostic[];
}

/** As in JSON: `false` and `"false"` are different variants. */
export type VariantValue = string | number | boolean;

/** One package that a recipe builds, for one variant. */
export interface OutputFacts {
  name: string;
  version: string;
  /** Empty in an over-approximation: only rattler-build knows it. */
  buildString: string;
  /** The subdir of the package: `noarch`, `linux-64`, ... */
  subdir: string;
  /** The variant keys that the output uses, with the value of each. */
  variant: Record<string, VariantValue>;
  requirements: Requirements;
  inherits: Inheritance;
}

/** Requirements by kind, each list without duplicates of name and spec. */
export interface Requirements {
  /** Tools that run on the build machine, including those of staging outputs. */
  build: Requirement[];
  /** Packages of the target platform present while building, including those of staging outputs. */
  host: Requirement[];
  run: Requirement[];
  /** Names in `pin_subpackage` of run and run_exports: they must exist before the build. */
  pins: Requirement[];
  /** `tests[].requirements`, both kinds. */
  test: Requirement[];
  /** `tests[].downstream`: packages whose own tests also run. */
  downstream: Requirement[];
  exports: RunExports;
}

/** Exports of an output to those that have it in build or host. Constraints are not requirements. */
export interface RunExports {
  /** From host, to packages of a platform. */
  weak: Requirement[];
  /** From build and host, to packages of a platform; from build also into the host environment. */
  strong: Requirement[];
  /** From host, to noarch packages. */
  noarch: Requirement[];
}

export type RunExportKind = keyof RunExports;

/** Which run exports of its dependencies an output inherits. */
export interface Inheritance {
  kinds: RunExportKind[];
  /** Package names that are ignored. */
  exceptNames: string[];
  /** Dependencies whose exports are ignored. */
  exceptFrom: string[];
}

export interface Requirement {
  /** Package name in lower case, as conda compares them. */
  name: string;
  /** The match spec as written or rendered, `cumm ==0.7.11 cpu_*`. */
  spec: string;
}
