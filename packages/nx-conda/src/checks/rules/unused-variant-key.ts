import { isMap, type Node } from 'yaml';
import { textOf } from '../../recipe/yaml/nodes';
import { readThoroughly } from '../../recipe/yaml/yaml-document';
import type { Rule } from '../rule';
import { usedKeys } from '../used-keys';
import { zippedKeys } from '../../recipe/variants/zip-keys';
import { normalizeKey } from '../../recipe/template/variant-key';

/** Keys that are not for recipes: rattler-build reads the first, conda-forge's services the others. */
const NO_VARIANTS = [
  ...['zip_keys', 'pin_run_as_build', 'extend_keys'],
  ...['MACOSX_SDK_VERSION', 'MACOSX_DEPLOYMENT_TARGET', 'channel_sources', 'channel_targets', 'docker_image'],
];

/** A key of the recipe's own variant file that changes nothing is a typo or left over. */
export const unusedVariantKey: Rule = {
  id: 'unused-variant-key',
  severity: 'info',
  summary: 'The recipe does not use a key of its variants.yaml',
  *check(subject) {
    // Tools make conda-build's file, the same for all recipes.
    const own = subject.variantFiles.filter(
      ({ isOwn, file }) => isOwn && file.path.endsWith('variants.yaml'),
    );
    if (own.length === 0) return;
    const used = usedKeys(subject);
    const partners = zippedKeys(subject.variants, used);
    for (const { file } of own) {
      const { root } = readThoroughly(file.text, file.path);
      for (const { key } of isMap(root) ? root.items : []) {
        const name = textOf(key) ?? '';
        if (NO_VARIANTS.includes(name) || used.has(normalizeKey(name)) || partners.has(normalizeKey(name)))
          continue;
        const [start, end] = (key as Node).range ?? [0, 0];
        yield {
          at: { file, start, end },
          message: `The recipe does not use ${name}.`,
          why: 'The key has no effect. If its name is a typo, the key that you meant keeps its default value.',
          help: ['Correct the name of the key, or remove the key.'],
        };
      }
    }
  },
};
