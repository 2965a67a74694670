/** Why a part of a CMake project is not built, or may not be built. */
export type Reason =
  /** A user can set this cache variable with `-D`. @property value the value that builds the part */
  | { kind: 'option'; name: string; value: string }
  /** A user can set this environment variable. */
  | { kind: 'environment'; name: string; value: string }
  /** @property name `Windows`, `macOS`, ... */
  | { kind: 'platform'; name: string }
  /** The part is for tests, benchmarks, examples or documentation. @property isOn whether it is built by default */
  | { kind: 'tests'; name: string; isOn: boolean }
  /** Depends on whether CMake finds a package, or a compiler: `CUDA`. */
  | { kind: 'found'; name: string }
  /** Anything else, as written. */
  | { kind: 'condition'; text: string };

/** Whether CMake comes to a place: `no` and `maybe` for a reason. */
export interface Guard {
  reached: 'yes' | 'maybe' | 'no';
  reasons: Reason[];
}

export const ALWAYS: Guard = { reached: 'yes', reasons: [] };

const FOR_TESTS =
  /(^|_)(TESTS?|TESTING|UNIT_?TESTS?|GTESTS?|BENCH(MARKS?|MARKING)?|EXAMPLES?|SAMPLES?|DOCS?|DOCUMENTATION|DEMOS?|FUZZ(ING|ERS?)?|COVERAGE)(_|$)/i;

/** `BUILD_CPP_TEST` */
export function isForTests(name: string): boolean {
  return FOR_TESTS.test(name) && !/^CMAKE_/.test(name);
}

/** @param option as in a variable: `USE_MPI`, `ENV{USE_MPI}` */
export function reasonOf(option: string, value: string): Reason {
  const [, environment] = /^ENV\{(.*)\}$/.exec(option) ?? [];
  return environment === undefined
    ? { kind: 'option', name: option, value }
    : { kind: 'environment', name: environment, value };
}

/** A place within another one. */
export function within(outer: Guard, inner: Guard): Guard {
  if (outer.reached === 'no') return outer;
  if (inner.reached === 'yes') return outer;
  if (inner.reached === 'no' || outer.reached === 'yes') return inner;
  return { reached: 'maybe', reasons: [...outer.reasons, ...inner.reasons].slice(0, 10) };
}
