// The order of versions as far as choosing the newest one needs it (PEP 440).

const VERSION =
  /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?(\d*))?(?:(?:[-_.]?(?:post|rev|r)[-_.]?|-)(\d*))?(?:[-_.]?(dev)[-_.]?(\d*))?(?:\+[\w.-]+)?$/i;
const PHASES: Readonly<Record<string, number | undefined>> = { a: -3, alpha: -3, b: -2, beta: -2 };

const DEV = -4;

interface Release {
  numbers: number[];
  /** 0 for a release, less for what comes before it, more for what comes after. */
  phase: number;
  count: number;
  /** Of what comes before the phase and count: `1.0.post1.dev3` before `1.0.post1`. */
  dev: number;
}

const NOT_DEV = Number.MAX_SAFE_INTEGER;

export function isVersion(version: string): boolean {
  return VERSION.test(version);
}

/** Alpha, beta, candidate or development. */
export function isPreRelease(version: string): boolean {
  const { phase, dev } = parse(version);
  return phase < 0 || dev !== NOT_DEV;
}

/** Negative where `a` is older; 0 for `1.0` and `1.0.0`. What is no version comes first. */
export function compareReleases(a: string, b: string): number {
  const [left, right] = [parse(a), parse(b)];
  for (let index = 0; index < Math.max(left.numbers.length, right.numbers.length); index++) {
    const difference = (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.phase - right.phase || left.count - right.count || left.dev - right.dev;
}

function parse(version: string): Release {
  const [, epoch = '0', numbers, phase, phaseCount, post, dev, devCount] = VERSION.exec(version) ?? [];
  if (numbers === undefined) return { numbers: [-1], phase: -5, count: 0, dev: NOT_DEV };
  return {
    numbers: [epoch, ...numbers.split('.')].map(Number),
    ...stage({ phase, phaseCount, post, dev }),
    dev: dev === undefined ? NOT_DEV : Number(devCount),
  };
}

function stage(
  parts: Record<'phase' | 'phaseCount' | 'post' | 'dev', string | undefined>,
): Pick<Release, 'phase' | 'count'> {
  const { phase, phaseCount, post, dev } = parts;
  if (phase !== undefined) return { phase: PHASES[phase.toLowerCase()] ?? -1, count: Number(phaseCount) };
  if (post !== undefined) return { phase: 1, count: Number(post) };
  return { phase: dev === undefined ? 0 : DEV, count: 0 };
}
