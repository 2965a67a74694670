import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { check } from '../../nx-conda/src/checks/check';
import { automaticFix } from '../../nx-conda/src/checks/finding';
import { fixRecipe, type Renders } from '../../nx-conda/src/checks/fix';
import { type CheckRequest, readSubject } from '../../nx-conda/src/checks/read-subject';
import type { Engine } from '../../nx-conda/src/engine/engine';
import { renderRecipe } from '../../nx-conda/src/engine/render';
import { buildMachines } from '../../nx-conda/src/recipe/template/platform';
import { rendersWith } from '../../nx-conda/src/executors/check/renders';
import { describeCorpus, unpackCorpus } from './corpus';
import { binary } from './engines';
import { FAULTS, type RecipeFiles } from './seeded-faults';
import { SMALL_FAULTS } from './small-faults';
import { filesWith, SMALL_RECIPE, SMALL_WORKSPACE, type SmallFault } from './small-recipe';

const workspace = { provides: new Map(), channels: ['conda-forge'], channelPackages: undefined };

/** Recipes of the corpus that are built with CUDA. */
const GPU = ['glomap', 'katago', 'ollama', 'slepc', 'torchsort', 'triton', 'warp-lang', 'xformers'];

describeCorpus('conda-check on third-party recipes')('conda-check on third-party recipes', () => {
  const corpus = mkdtempSync(join(tmpdir(), 'nx-conda-e2e-check-corpus-'));
  const root = join(corpus, 'faults');

  beforeAll(() => {
    unpackCorpus('conda-forge-sample.tar.xz', corpus);
    mkdirSync(root);
  }, 60_000);

  afterAll(() => rmSync(corpus, { recursive: true, force: true }));

  it('finds no error in recipes that conda-forge builds', async () => {
    const names = readdirSync(join(corpus, 'dev'));
    const errors: string[] = [];
    for (const name of names) {
      const findings = check(await readSubject(requestFor(join(corpus, 'dev'), name, sharedVariants(name))));
      const found = findings.filter(({ severity }) => severity === 'error');
      errors.push(...found.map(({ rule, at, line }) => `${at.file.path}:${line} ${rule}`));
    }
    expect(errors).toEqual([]);
    expect(names.length).toBeGreaterThan(300);
  }, 120_000);

  it('fixes a recipe completely in one run, and changes only what it says', async () => {
    for (const name of readdirSync(join(corpus, 'dev'))) {
      const request = requestFor(join(corpus, 'dev'), name, sharedVariants(name));
      const fixed = await fixRecipe(request, {}, notAsked);
      const again = await fixRecipe({ ...request, changed: fixed.changed }, {}, notAsked);
      expect([name, again.applied]).toEqual([name, []]);
      const lines = [...fixed.changed].map(([path, text]) => linesGone(textOf(request, path), text));
      expect([name, lines.flat().length <= 2 * fixed.applied.length]).toEqual([name, true]);
    }
  }, 120_000);

  it.each(GPU)(
    'finds every mistake in %s, and its fixes render',
    async (name) => {
      const files = filesOf(name);
      const seeded: string[] = [];
      const missed: string[] = [];
      const broken: string[] = [];
      for (const { name: fault, rules, make } of FAULTS) {
        const made = make(files);
        if (!made) continue;
        seeded.push(fault);
        const request = writeRecipe(name, made);
        const found = check(await readSubject(request)).filter(({ rule }) => rules.includes(rule));
        const before = check(await readSubject(writeRecipe(name, files))).filter(({ rule }) =>
          rules.includes(rule),
        );
        const known = new Set(before.map(({ message }) => message));
        if (found.every(({ message }) => known.has(message))) missed.push(fault);
        writeRecipe(name, made);
        if (binary && found.some(({ fix }) => fix) && !(await fixRenders(request))) broken.push(fault);
      }
      expect({ missed, broken }).toEqual({ missed: [], broken: [] });
      expect(seeded.length).toBeGreaterThan(16);
    },
    120_000,
  );

  it('finds every mistake in a small recipe, and only there; its fixes render on all platforms', async () => {
    const missed: string[] = [];
    const broken: string[] = [];
    for (const fault of SMALL_FAULTS) {
      const before = await findingsIn(SMALL_RECIPE, { ...fault, workspace: {} });
      const { request, findings } = await findingsIn(filesWith(fault), fault);
      const found = findings.filter(({ rule }) => fault.rules.includes(rule));
      const isNew = found.length > before.findings.filter(({ rule }) => fault.rules.includes(rule)).length;
      if (!isNew && !(fault.isRendered && !binary)) missed.push(fault.name);
      if (!binary || !found.some(automaticFix)) continue;
      const renders = rendersWith(engine(), request, buildMachines);
      const { changed } = await fixRecipe(request, {}, renders);
      if ((await renders(changed))?.size !== buildMachines.length) broken.push(fault.name);
    }
    expect({ missed, broken }).toEqual({ missed: [], broken: [] });
  }, 240_000);

  async function findingsIn(files: RecipeFiles, { isRendered, workspace: known }: SmallFault) {
    const folder = join(root, 'knn');
    rmSync(folder, { recursive: true, force: true });
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const asked = { recipe: join(folder, 'recipe.yaml'), variantFiles: [], experimental: false };
    const rendering = isRendered && binary ? await renderRecipe(engine(), asked, root) : { outputs: [] };
    const request = {
      ...requestFor(root, 'knn', []),
      workspace: {
        ...SMALL_WORKSPACE,
        ...known,
        ...('error' in rendering && { notRendered: rendering.error }),
      },
    };
    return { request, findings: check(await readSubject(request)) };
  }

  async function fixRenders(request: CheckRequest): Promise<boolean> {
    const renders = rendersWith(engine(), request, ['linux-64']);
    const once = await fixRecipe(request, {}, renders);
    const twice = await fixRecipe({ ...request, changed: once.changed }, {}, renders);
    return twice.applied.length === 0 && (await renders(once.changed))?.size === 1;
  }

  function filesOf(name: string): RecipeFiles {
    const folder = join(corpus, 'dev', name);
    const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
    const texts = entries.map((entry) => [entry.name, readFileSync(join(folder, entry.name), 'utf8')]);
    const [shared] = sharedVariants(name);
    const variants = shared === undefined ? '' : readFileSync(join(corpus, 'dev', shared), 'utf8');
    // The conda-build files beside some are for all platforms, and shared ones win.
    return { ...Object.fromEntries(texts), 'variants.yaml': variants };
  }

  function writeRecipe(name: string, files: RecipeFiles): CheckRequest {
    rmSync(join(root, name), { recursive: true, force: true });
    mkdirSync(join(root, name), { recursive: true });
    for (const [file, text] of Object.entries(files)) {
      writeFileSync(join(root, file === 'variants.yaml' ? `${name}.yaml` : join(name, file)), text);
    }
    return requestFor(root, name, [`${name}.yaml`]);
  }

  function sharedVariants(name: string): string[] {
    const folder = join(corpus, 'dev', name, 'variants');
    const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.startsWith('linux_64')) : [];
    const file = files.find((one) => one.includes('cuda_compiler_version12')) ?? files[0];
    return file === undefined ? [] : [join(name, 'variants', file)];
  }
});

if (!binary) console.warn('SKIPPED: whether fixed recipes render. Not here: a rattler-build binary.');

const notAsked: Renders = async () => undefined;

function requestFor(workspaceRoot: string, name: string, variantFiles: string[]): CheckRequest {
  return { workspaceRoot, recipePath: `${name}/recipe.yaml`, variantFiles, platform: 'linux-64', workspace };
}

function engine(): Engine {
  return { kind: 'command', command: binary ?? '', args: [], env: {}, version: '' };
}

function textOf({ workspaceRoot }: CheckRequest, path: string): string {
  return readFileSync(join(workspaceRoot, path), 'utf8');
}

/** Lines of one text that are missing in the other. */
function linesGone(before: string, after: string): string[] {
  const left = new Set(after.split('\n'));
  return before.split('\n').filter((line) => !left.has(line));
}
