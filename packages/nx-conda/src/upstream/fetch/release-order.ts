// The order of versions as far as choosing the newest one needs it (PEP 440).

const VERSION =
  /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?(\d*))?(?:(?:[-_.]?(?:post|rev|r)[-_.]?|-)(\d*))?(?:[-_.]?(dev)[-_.]?(\d*))?(?:\+[\w.-]+)?$/i;
const PHASES: Readonly<Record<string, number | undefined>> = { dev: -4, a: -3, alpha: -3, b: -2, beta: -2 };

interface Release {
  numbers: number[];
  /** 0 for a release, less for what comes before it, more for what comes after. */
  phase: number;
  count: number;
}

export function isVersion(version: string): boolean {
  return VERSION.test(version);
}

/** Alpha, beta, candidate or development. */
export function isPreRelease(version: string): boolean {
  return parse(version).phase < 0;
}

/** Negative where `a` is older; 0 for `1.0` and `1.0.0`. What is no version comes first. */
export function compareReleases(a: string, b: string): number {
  const [left, right] = [parse(a), parse(b)];
  for (let index = 0; index < Math.max(left.numbers.length, right.numbers.length); index++) {
    const difference = (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.phase - right.phase || left.count - right.count;
}

function parse(version: string): Release {
  const [, epoch = '0', numbers, phase, phaseCount, post, dev, devCount] = VERSION.exec(version) ?? [];
  if (numbers === undefined) return { numbers: [-1], phase: -5, count: 0 };
  return {
    numbers: [epoch, ...numbers.split('.')].map(Number),
    ...stage({ phase, phaseCount, post, dev, devCount }),
  };
}

function stage(
  parts: Record<'phase' | 'phaseCount' | 'post' | 'dev' | 'devCount', string | undefined>,
): Omit<Release, 'numbers'> {
  const { phase, phaseCount, post, dev, devCount } = parts;
  if (phase !== undefined) return { phase: PHASES[phase.toLowerCase()] ?? -1, count: Number(phaseCount) };
  if (post !== undefined) return { phase: 1, count: Number(post) };
  return dev === undefined ? { phase: 0, count: 0 } : { phase: -4, count: Number(devCount) };
}
