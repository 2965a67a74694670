import type { NamedChange } from './change';
import type { Mode } from './modes';

/** Kinds that Nx's daemon may notice late, or not at all. */
const WATCHED = ['links', 'behind-links', 'shapes', 'projects', 'ignored', 'outside', 'environment'];
/** Kinds whose changes git shows. */
const COMMITTED = [
  'names',
  'found',
  'loads',
  'links',
  'behind-links',
  'variants',
  'upstream',
  'projects',
  'harmless',
];
/** The changes passed to conda-explain. */
const EXPLAINED = /^(names|found|loads|behind-links|outside|ignored|environment|shapes|harmless)-[24]$/;

/** The changes that every test run makes in a mode; `npm run changes -- --all` makes all of them in each. */
export function inCi(mode: Mode, changes: NamedChange[]): NamedChange[] {
  if (mode.daemon) return ofKinds(changes, WATCHED);
  return mode.affected ? everySecond(ofKinds(changes, COMMITTED)) : changes;
}

export function explained(changes: NamedChange[]): NamedChange[] {
  return changes.filter(({ name, folder }) => folder === undefined && EXPLAINED.test(name));
}

/** `affected` and the hash use one list of inputs: some of each kind are enough to test that. */
function everySecond(changes: NamedChange[]): NamedChange[] {
  return changes.filter((_, index) => index % 2 === 0);
}

function ofKinds(changes: NamedChange[], kinds: string[]): NamedChange[] {
  return changes.filter(({ name }) => kinds.includes(name.replace(/-\d+$/, '')));
}
