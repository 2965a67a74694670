import { conditionHolds, type KnownValues } from '../template/condition';
import { normalizeKey } from '../template/variant-key';
import { child, textOf } from '../yaml/nodes';
import { isScalar, isSeq } from 'yaml';
import type { VariantConfig } from '../variants/variants';
import type { Level } from './outputs';

/** The levels without those that `skip:` leaves out on a platform in every variant; none if it skips the whole recipe. */
export function builtLevels(
  levels: readonly Level[],
  platform: string,
  variants: Pick<VariantConfig, 'values'>,
): Level[] {
  const known = onlyValues(variants);
  const built = levels.filter((level) => !isSkipped(level, platform, known));
  return built.some(({ kind }) => kind === 'recipe') ? built : [];
}

function isSkipped({ node }: Level, platform: string, known: KnownValues): boolean {
  const skip = child(node, 'build', 'skip');
  const conditions = isSeq(skip) ? skip.items : [skip];
  return conditions.some(
    (condition) => isScalar(condition) && conditionHolds(textOf(condition) ?? '', platform, known) === true,
  );
}

/** Keys with one value. Numbers are left out: files are read without types, and `3` is not `"3"`. */
function onlyValues({ values }: Pick<VariantConfig, 'values'>): KnownValues {
  const single = Object.entries(values).flatMap(([key, [first, ...others]]) =>
    first !== undefined && others.length === 0 && /^[A-Za-z]/.test(first) && !/^(true|false)$/i.test(first)
      ? [[normalizeKey(key), first] as const]
      : [],
  );
  return Object.fromEntries(single);
}
