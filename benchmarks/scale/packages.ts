import {
  type BuildClass,
  TYPICAL_SECONDS,
  TYPICAL_TEST_SECONDS,
} from '../../packages/nx-conda/src/ci/build-class';
import { randomNumbers } from '../../packages/nx-conda/src/ci/plan/random';
import type { Unit } from '../../packages/nx-conda/src/ci/plan/unit';
import type { Recipe } from './shape';

/** A project: its build and its test. */
export interface Package extends Unit {
  kind: BuildClass;
  bytes: number;
}

interface Range {
  from: number;
  to: number;
}

/** Share of recipes of each class. The corpus has no durations, so these are assumptions. */
export const SHARES = { cuda: 0.04, compiled: 0.3 };

const LONGEST_CUDA = 3 * 3600;
/** How much shorter or longer than typical a build is. */
const SPREAD = 4;

/** Typical durations are those of plans: src/ci/build-class.ts names what they are measured with. */
export const SECONDS: Record<BuildClass, Range> = {
  cuda: { from: TYPICAL_SECONDS.cuda, to: LONGEST_CUDA },
  compiled: around(TYPICAL_SECONDS.compiled),
  other: around(TYPICAL_SECONDS.other),
};

/** Assumptions. */
export const MEBIBYTES: Record<BuildClass, Range> = {
  cuda: { from: 50, to: 1000 },
  compiled: { from: 0.2, to: 20 },
  other: { from: 0.02, to: 2 },
};

/** The same seed gives the same packages. */
export function packagesOf(recipes: readonly Recipe[], seed: number): Package[] {
  const random = randomNumbers(seed * 7919 + 1);
  return recipes.map(({ name, needs }) => {
    const kind = kindOf(random());
    const seconds = between(SECONDS[kind], random()) + TYPICAL_TEST_SECONDS;
    const bytes = Math.round(between(MEBIBYTES[kind], random()) * 1024 ** 2);
    return { id: name, kind, seconds, bytes, after: needs };
  });
}

/** Each build with CUDA as so many variants, which need all variants of the others. */
export function splitVariants(packages: readonly Package[], variants: number): Package[] {
  const parts = new Map(
    packages.map(({ id, kind }) => [
      id,
      kind === 'cuda' ? Array.from({ length: variants }, (_, index) => `${id}--${index + 1}`) : [id],
    ]),
  );
  return packages.flatMap((one) => {
    const ids = parts.get(one.id) ?? [];
    const after = one.after.flatMap((id) => parts.get(id) ?? []);
    const [seconds, bytes] = [one.seconds / ids.length, one.bytes / ids.length];
    return ids.map((id) => ({ ...one, id, seconds, bytes, after }));
  });
}

export function bytesOf(packages: readonly Package[]): number {
  return packages.reduce((sum, { bytes }) => sum + bytes, 0);
}

function kindOf(random: number): BuildClass {
  if (random < SHARES.cuda) return 'cuda';
  return random < SHARES.cuda + SHARES.compiled ? 'compiled' : 'other';
}

function around(typical: number): Range {
  return { from: typical / SPREAD, to: typical * SPREAD };
}

/** Evenly on a logarithmic scale: many short ones, few long ones. */
function between({ from, to }: Range, random: number): number {
  return from * (to / from) ** random;
}
