import { SUBDIRS } from '../../recipe/template/platform';
import { tomlOf } from './channel-choice';
import type { Choice, Suggestion } from './choice';
import { differentLists } from './rattler-commands';
import { type Repository, readVariants } from './repository';

/**
 * The platform to build for, if the repository names another one than the machine's.
 * @param variants the chosen variant files
 */
export function platformChoice(repository: Repository, variants: readonly string[]): Choice<string> {
  const { commands, platform } = repository;
  const passed = differentLists(commands, 'platforms').flatMap(({ value: [value = ''], from }) =>
    isPlatform(value) ? [{ value, from }] : [],
  );
  const inFiles = variants.flatMap((path) => ofVariants(repository, path));
  const [first, ...rest] = [...passed, ...inFiles];
  if (!first) return ofPixi(repository);
  if (rest.some(({ value }) => value !== first.value)) {
    const all = unique([...passed, ...inFiles]).filter(({ value }) => value !== platform);
    const why = `the repository also names other platforms, so nx-conda builds for ${platform}, the platform of this machine.`;
    return { others: all.map((one) => ({ ...one, why: `${why} ${PER_FOLDER}` })), notes: [] };
  }
  return first.value === platform ? NONE : { best: first, others: [], notes: [] };
}

const NONE = { others: [], notes: [] };
const PER_FOLDER =
  'To build for it, set "targetPlatform"; for some folders of recipes only, set it in "folders".';

function isPlatform(name: string): boolean {
  return SUBDIRS.includes(name);
}

function unique(found: readonly Suggestion<string>[]): Suggestion<string>[] {
  return [...new Map([...found].reverse().map((one) => [one.value, one])).values()].reverse();
}

/** A platform in a name of a key, like emscripten_emscripten-wasm32, or in target_platform. */
function ofVariants({ tree, platform }: Repository, path: string): Suggestion<string>[] {
  const values = readVariants(tree, path).config?.values ?? {};
  const targets = values['target_platform'] ?? [];
  const foreign = Object.keys(values).flatMap((key) => /_((?:emscripten|wasi)-wasm32)$/.exec(key)?.[1] ?? []);
  return [
    ...(targets.length === 1 ? targets : []).filter(isPlatform).map((value) => ({
      value,
      from: `target_platform in ${path}`,
    })),
    // The other keys are for the machine's platform.
    ...[...new Set(foreign)].flatMap((value) => [
      { value, from: `the keys of ${path}` },
      { value: platform, from: 'this machine' },
    ]),
  ];
}

/** pixi's platforms are those of the environment with the tools: a weak hint. */
function ofPixi({ tree, platform }: Repository): Choice<string> {
  const tables = [
    ['pixi.toml', 'workspace'],
    ['pixi.toml', 'project'],
    ['pyproject.toml', 'tool.pixi.workspace'],
    ['pyproject.toml', 'tool.pixi.project'],
  ] as const;
  for (const [file, table] of tables) {
    const platforms = tomlOf(tree, file, [])?.strings(`${table}.platforms`)?.filter(isPlatform) ?? [];
    const [first, ...rest] = platforms;
    if (first === undefined) continue;
    if (platforms.includes(platform)) return NONE;
    const from = `${table}.platforms in ${file}`;
    if (rest.length === 0) return { best: { value: first, from }, others: [], notes: [] };
    const why = `nx-conda builds for one platform at a time, by default for that of this machine, ${platform}.`;
    return { others: platforms.map((value) => ({ value, from, why })), notes: [] };
  }
  return NONE;
}
