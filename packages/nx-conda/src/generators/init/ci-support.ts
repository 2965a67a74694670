import { type Choice, NOTHING } from './choice';
import { readVariants, type Repository } from './repository';

const FOLDER = '.ci_support';

/** The files that conda-smithy writes: each is one variant for one platform. */
export function ciSupport({ tree, platform }: Repository): Choice<string[]> {
  const names = tree.exists(FOLDER) ? tree.children(FOLDER).filter((name) => name.endsWith('.yaml')) : [];
  if (names.length === 0) return NOTHING;
  const own = names.filter((name) => isFor(name, platform)).sort();
  const [first, ...rest] = own.map((name) => ({
    value: [`${FOLDER}/${name}`],
    from: `the only file for ${platform} in ${FOLDER}`,
  }));
  if (!first) {
    return { others: [], notes: [`${FOLDER} has no file for ${platform}, the platform of this machine.`] };
  }
  if (rest.length === 0) {
    const read = readVariants(tree, first.value[0] ?? '');
    return read.problem === undefined
      ? { best: first, others: [], notes: [] }
      : { others: [], notes: [read.problem] };
  }
  const why =
    'each file is one variant, and nx-conda merges files: for a key in several files, the last file counts.';
  return { others: [first, ...rest].map((one) => ({ ...one, from: FOLDER, why })), notes: [] };
}

/** `linux_64_.yaml`, or `linux64.yaml` in staged-recipes. */
function isFor(name: string, platform: string): boolean {
  const [system = '', architecture = ''] = platform.split('-');
  return new RegExp(`^${system}_?${architecture}(_|\\.)`).test(name);
}
