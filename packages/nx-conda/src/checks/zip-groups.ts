import type { Node } from 'yaml';
import { isOfCondaBuild } from '../knowledge/variant-files';
import { builtLevels } from '../recipe/parts/skipped';
import { buildMachines } from '../recipe/template/platform';
import { type UnequalGroup, type VariantKey, zipKeyProblems } from '../recipe/variants/zip-keys';
import type { CheckedFile, Place } from '../recipe/yaml/place';
import type { Subject } from './subject';

// Facts about groups of zip_keys whose keys have different numbers of values.

/** A group that is unequal on platforms that are not the one of the check. */
export interface UnequalElsewhere {
  group: UnequalGroup;
  platforms: string[];
}

/** Those for which the recipe is built too, once for each set of numbers. */
export function unequalElsewhere(subject: Subject): UnequalElsewhere[] {
  const files = subject.variantFiles.map(({ file }) => file);
  if (!files.some(dependsOnPlatform)) return [];
  const { levels, platform: own, variants } = subject;
  const others = buildMachines.filter(
    (platform) =>
      platform !== own && (levels.length === 0 || builtLevels(levels, platform, variants).length > 0),
  );
  const groups = new Map<string, UnequalElsewhere>();
  for (const platform of others) {
    for (const group of zipKeyProblems(files, platform)) {
      if (group.kind !== 'unequal') continue;
      const counts = countsOf(group);
      const { platforms } = groups.get(counts) ?? { platforms: [] };
      groups.set(counts, { group, platforms: [...platforms, platform] });
    }
  }
  return [...groups.values()];
}

function dependsOnPlatform({ path, text }: CheckedFile): boolean {
  return isOfCondaBuild(path) ? /# *\[/.test(text) : /\bif["']?:/.test(text);
}

/** Where two lists differ, rattler-build names the later one. */
export function oddPlace({ keys }: UnequalGroup): Place {
  const odd = keys.find(({ length }) => length !== keys[0]?.length) as VariantKey;
  return placeIn(odd.file, odd.keyNode);
}

export function countsOf({ keys }: UnequalGroup): string {
  return keys.map(({ name, length }) => `${name} has ${length} value${length === 1 ? '' : 's'}`).join(', ');
}

/** Empty for one file. */
export function filesOf(keys: VariantKey[]): string {
  const files = [...new Set(keys.map(({ file }) => file.path))];
  return files.length > 1 ? ` The keys are in ${files.join(' and ')}.` : '';
}

export function placeIn(file: CheckedFile, node: Node): Place {
  return { file, start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 };
}
