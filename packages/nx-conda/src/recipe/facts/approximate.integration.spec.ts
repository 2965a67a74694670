import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { approximate } from './approximate';
import type { OutputFacts, Requirement } from '../parts/facts';
import { mentionsOf } from '../reads/mentions';
import { parseRecipe } from '../parts/parse';
import { RecipeError } from '../yaml/recipe-error';
import { outputsFromRendering } from './rendered-outputs';
import { Scope } from '../parts/scope';
import { mergeVariants, parseVariants, type VariantConfig } from '../variants/variants';
import { normalizeKey } from '../template/variant-key';

/** Third-party recipes and what rattler-build 0.74 rendered from them; not part of this repository. */
const corpus = join(__dirname, '../../../../../../shared/corpus');

if (existsSync(corpus)) describe('against a corpus of recipes', compareWithCorpus);
else describe('without a corpus of recipes', sayWhatIsSkipped);

function sayWhatIsSkipped(): void {
  it('compares nothing', () => {
    console.warn(
      `SKIPPED: the comparison with rattler-build's renderings. There are no recipes in ${corpus}.`,
    );
    expect(existsSync(corpus)).toBe(false);
  });
}

function compareWithCorpus(): void {
  const folder = mkdtempSync(join(tmpdir(), 'nx-conda-corpus-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const forge = () => extract('conda-forge-sample', folder);
  const small = () => extract('small-corpora', folder);

  it('misses no name and no variant key of conda-forge recipes', () => {
    const root = join(forge(), 'dev');
    const missing = readdirSync(root).flatMap((name) => missingInFeedstock(join(root, name)));
    expect(missing).toEqual([]);
    expect(readdirSync(root).length).toBeGreaterThan(300);
  }, 120_000);

  it('misses no edge between ROS recipes', () => {
    const root = join(small(), 'ros-humble-emscripten', 'ros-humble-emscripten');
    const variants = readVariants(join(root, 'conda_build_config.yaml'));
    const truth = JSON.parse(decompress('ros-humble-emscripten.truth.json.xz')) as Truth;
    const outputs = (path: string) => {
      const recipe = parseRecipe(readFileSync(join(root, 'recipes', path), 'utf8'), path);
      return approximate(recipe, variants, 'emscripten-wasm32').outputs;
    };
    const read = new Map(Object.keys(truth.nodes).map((path) => [path, outputs(path)]));
    const missing = truth.edges.flatMap((edge) =>
      (['build', 'host', 'run'] as const)
        .filter((kind) => edge.kinds.includes(kind))
        .filter((kind) => !read.get(edge.from)?.some((output) => needs(output, kind, edge.package)))
        .map((kind) => `${edge.from} ${kind} ${edge.package}`),
    );
    expect(missing).toEqual([]);
    expect(truth.edges.length).toBe(318);
  }, 60_000);

  it('survives files that are not recipes', () => {
    const files = filesBelow(join(small(), 'legacy-survival'));
    const outcomes = files.map((file) => outcomeOf(readFileSync(file, 'utf8'), file));
    expect(outcomes).toEqual(expect.arrayContaining(['recipe', 'boa', 'conda-build', 'foreign', 'yaml']));
    expect(files.length).toBeGreaterThan(700);
  }, 60_000);
}

interface Truth {
  nodes: Record<string, object>;
  edges: { from: string; package: string; kinds: string[] }[];
}

interface Rendering {
  name: string;
  version: string;
  noarch: string | null;
  target: string;
  variant: Record<string, unknown>;
  requirements: object;
}

/** Describes everything that rattler-build rendered and the approximation lacks. */
function missingInFeedstock(folder: string): string[] {
  const recipe = parseRecipe(readFileSync(join(folder, 'recipe.yaml'), 'utf8'), folder);
  const own = ['variants.yaml', 'conda_build_config.yaml'].filter((name) => existsSync(join(folder, name)));
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<
    string,
    Rendering[]
  >;
  return Object.entries(expected).flatMap(([variantFile, renderings]) => {
    const files = [...own.slice(0, 1), join('variants', variantFile)];
    const variants = mergeVariants(files.map((name) => readVariants(join(folder, name))));
    const { outputs } = approximate(recipe, variants, 'linux-64');
    const identifiers = new Set(mentionsOf(recipe, [], new Scope(recipe, variants)).identifiers);
    return renderings.flatMap((rendering) => [
      ...missingNames(outputs, rendering).map((missing) => `${folder} ${variantFile} ${missing}`),
      ...missingKeys(identifiers, rendering, renderings).map((key) => `${folder} ${variantFile} key ${key}`),
    ]);
  });
}

function missingNames(outputs: OutputFacts[], rendering: Rendering): string[] {
  const [rendered] = outputsFromRendering([
    {
      recipe: { package: rendering, requirements: rendering.requirements },
      build_configuration: { target_platform: rendering.target, variant: rendering.variant },
    },
  ]);
  const approximated = outputs.find(({ name }) => name === rendered?.name);
  if (!rendered || !approximated) return [`output ${rendering.name}`];
  const found = listsOf(approximated);
  const missing = Object.entries(listsOf(rendered)).flatMap(([kind, list]) => {
    const names = found[kind]?.map(({ name }) => name) ?? [];
    return list.filter(({ name }) => !names.includes(name)).map(({ spec }) => `${kind} ${spec}`);
  });
  return rendered.subdir === approximated.subdir ? missing : [...missing, `subdir ${rendered.subdir}`];
}

function listsOf({ requirements: { exports, ...lists } }: OutputFacts): Record<string, Requirement[]> {
  return { ...lists, ...exports };
}

/** An exact pin puts another output into the variant, a run requirement a virtual package: no file sets those. */
function missingKeys(identifiers: Set<string>, { variant }: Rendering, all: Rendering[]): string[] {
  const outputs = new Set(all.map(({ name }) => normalizeKey(name)));
  const fromFiles = Object.keys(variant).filter(
    (key) => !key.startsWith('__') && !outputs.has(normalizeKey(key)),
  );
  return fromFiles.filter((key) => !identifiers.has(key));
}

function needs(output: OutputFacts, kind: string, wanted: string): boolean {
  return (listsOf(output)[kind] ?? []).some(({ name }) => name === wanted);
}

function outcomeOf(text: string, file: string): string {
  try {
    const recipe = parseRecipe(text, file);
    approximate(recipe, { values: {}, zipKeys: [] }, 'linux-64');
    mentionsOf(recipe);
    return 'recipe';
  } catch (error) {
    if (error instanceof RecipeError && error.diagnostics.every(({ line }) => line >= 1)) return error.kind;
    throw new Error(`${file} did not fail as expected`, { cause: error });
  }
}

function readVariants(path: string): VariantConfig {
  return parseVariants(readFileSync(path, 'utf8'), path);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Unpacks an archive of the corpus once. */
function extract(archive: string, folder: string): string {
  const target = join(folder, archive);
  if (!existsSync(target)) {
    mkdirSync(target);
    execFileSync('tar', ['-xJf', join(corpus, `${archive}.tar.xz`), '-C', target]);
  }
  // Each archive contains one folder of its own name, or several corpora.
  const inner = join(target, archive);
  return existsSync(inner) ? inner : target;
}

function decompress(file: string): string {
  return execFileSync('xz', ['-dc', join(corpus, file)], { encoding: 'utf8', maxBuffer: 2 ** 28 });
}
