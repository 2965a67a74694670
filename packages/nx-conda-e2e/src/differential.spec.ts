import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Engine } from '../../nx-conda/src/engine/engine';
import { renderRecipes } from '../../nx-conda/src/engine/render-batch';
import { outputsFromRendering, type RenderedOutput } from '../../nx-conda/src/recipe/facts/rendered-outputs';
import { describeCorpus, unpackCorpus } from './corpus';
import { binary } from './engines';

/** One element of rattler-build's JSON, as recorded: shortened, without tests and staging. */
interface Recorded {
  name: string;
  version: string;
  build: string;
  target: string;
  variant: Record<string, unknown>;
  requirements: RenderedOutput['recipe']['requirements'];
}

function asRendered({ name, version, build, target, variant, requirements }: Recorded): RenderedOutput {
  return {
    recipe: { package: { name, version }, build: { string: build }, requirements },
    build_configuration: { target_platform: target, variant },
  };
}

/** Both results in a comparable order and form. */
function comparable(outputs: RenderedOutput[]): string {
  const facts = outputsFromRendering(outputs).map(({ requirements, ...rest }) =>
    JSON.stringify({ ...rest, requirements: { ...requirements, test: [] } }),
  );
  return facts.sort().join('\n');
}

/** One variant file tests the reader as well as twenty. */
function firstRecorded(feedstock: string): [variantFile: string, recorded: Recorded[]] {
  const recorded = JSON.parse(readFileSync(join(feedstock, 'expected.json'), 'utf8')) as Record<
    string,
    Recorded[]
  >;
  const [name, outputs] = Object.entries(recorded)[0] ?? ['', []];
  return [join(feedstock, 'variants', name), outputs];
}

async function differences(feedstock: string): Promise<string[]> {
  const [variantFile, recorded] = firstRecorded(feedstock);
  const recipe = join(feedstock, 'recipe.yaml');
  const engine: Engine = { kind: 'command', command: binary ?? '', args: [], env: {}, version: '' };
  const request = { variantFiles: [variantFile], targetPlatform: 'linux-64', experimental: false };
  const renderings = await renderRecipes(engine, { ...request, recipes: [recipe] }, feedstock);
  const rendering = renderings.get(recipe);
  if (!rendering || 'error' in rendering) return [`${recipe} did not render: ${JSON.stringify(rendering)}`];
  const [fresh, known] = [comparable(rendering.outputs), comparable(recorded.map(asRendered))];
  return fresh === known ? [] : [`${recipe}\n  fresh    ${fresh}\n  recorded ${known}`];
}

(binary ? describeCorpus('fresh against recorded renderings') : describe.skip)(
  'recorded renderings of conda-forge recipes',
  () => {
    it('are equal', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'nx-conda-differential-'));
      unpackCorpus('conda-forge-sample.tar.xz', folder);
      const feedstocks = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('expected.json'))
        .map((path) => dirname(join(folder, path)));
      const different: string[] = [];
      for (const feedstock of feedstocks) different.push(...(await differences(feedstock)));
      rmSync(folder, { recursive: true });
      expect(different).toEqual([]);
      expect(feedstocks.length).toBeGreaterThan(300);
    });
  },
);
