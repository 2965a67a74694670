import type { ArchitectureVariable } from '../../source-facts';
import type { EnvironmentRead } from './environment-reads';

/** The flags of nvcc in a build with environment variables. */
export type FlagsWith = (environment: Readonly<Record<string, string>>) => readonly string[];

/** How 8.0 and 9.0 are written. */
const FORMS = [
  { values: ['8.0', '9.0'], form: { isDotted: true } },
  { values: ['80', '90'], form: { isDotted: false } },
  { values: ['sm_80', 'sm_90'], form: { isDotted: false, prefix: 'sm_' } },
] as const;
const SEPARATORS = [';', ',', ' '];
const LIKELY = /ARCH|SM|CAPABILIT|COMPUTE|GENCODE/i;
/** Folders of CUDA, and switches. */
const OTHER = /(HOME|PATH|ROOT|DIR|FLAGS|VERSION|JOBS|FORCE)$|^(PATH|CC|CXX|NVCC)$/i;
const MAX_CANDIDATES = 6;
const MAX_RUNS = 40;

/**
 * The environment variable whose value becomes architectures in the flags of nvcc, whatever its name is: tried with
 * several values.
 */
export function probedVariable(
  reads: readonly EnvironmentRead[],
  flagsWith: FlagsWith,
): ArchitectureVariable | undefined {
  let left = MAX_RUNS;
  const numbersWith = (name: string, value: string, separator?: string) => {
    const flags = left-- > 0 ? flagsWith({ [name]: value }) : [];
    // A build that takes only one uses the text as it is.
    return numbersIn(separator === undefined ? flags : flags.filter((flag) => !flag.includes(value)));
  };
  for (const { name, otherwise = '' } of candidates(reads)) {
    const found = FORMS.find(({ values: [one, other] }) =>
      decides(numbersWith(name, one), numbersWith(name, other)),
    );
    if (!found) continue;
    const written = /\d\s*([;, ])\s*\d/.exec(otherwise)?.[1];
    const separator = [...new Set([written, ...SEPARATORS])].find((one) => {
      if (one === undefined) return false;
      const numbers = numbersWith(name, found.values.join(one), one);
      return numbers.has('80') && numbers.has('90');
    });
    return {
      ...{ name, ...(/\d/.test(otherwise) && { otherwise }), ...formLike(otherwise, found.form) },
      ...(separator === undefined ? { isSingle: true } : { separator }),
    };
  }
  return undefined;
}

function candidates(reads: readonly EnvironmentRead[]): EnvironmentRead[] {
  const named = reads.filter(({ name }) => !OTHER.test(name));
  const rank = ({ name, otherwise = '' }: EnvironmentRead) =>
    LIKELY.test(name) ? 0 : /\d/.test(otherwise) ? 1 : 2;
  const distinct = [...new Map(named.map((one) => [one.name, one])).values()];
  return distinct.sort((a, b) => rank(a) - rank(b)).slice(0, MAX_CANDIDATES);
}

/** The form of the default, where the build takes several. */
function formLike(otherwise: string, form: (typeof FORMS)[number]['form']): Partial<ArchitectureVariable> {
  return 'prefix' in form || !/\d/.test(otherwise) ? form : { isDotted: /\d\.\d/.test(otherwise) };
}

function decides(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.has('80') && !one.has('90') && other.has('90') && !other.has('80');
}

/** The architectures in flags that nvcc understands. */
function numbersIn(flags: readonly string[]): ReadonlySet<string> {
  const found = flags.flatMap((flag) => [...flag.matchAll(/(?:compute|sm)_(\d{2,3})[af]?(?![\d.+])/g)]);
  return new Set(found.map(([, number = '']) => number));
}
