import { recipeText, TempWorkspace } from './temp-workspace.fixture';
import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectConfiguration } from '@nx/devkit';
import type { PluginOptions } from '../options';
import { changedInputs } from '../record/explain-inputs';
import type { BuildInputs } from '../record/recorded-inputs';
import { condaMetadata } from './conda-metadata';
import { type BuildOfProject, resolveBuildInputs, textsIn, variantsOf } from './current-inputs';
import { readsOfProject } from './reads/reads';
import { recordedReads } from './reads/run-record';
import { WorkspaceFiles } from './workspace-files';

const recipe = recipeText(
  'x',
  `requirements:
  host:
    - b
    - python
    - \${{ env.get("NX_CONDA_SPEC_FLAVOR", default="plain") }}
    - \${{ env.get("NX_CONDA_SPEC_TOKEN", default="none") }}
`,
);
const options = { variants: ['shared.json', 'more.yaml', 'absent.json'] };

let workspace: TempWorkspace;

beforeEach(() => {
  process.env['NX_CONDA_SPEC_FLAVOR'] = 'one';
  process.env['NX_CONDA_SPEC_TOKEN'] = 'a secret';
  workspace = new TempWorkspace({
    '.gitignore': 'dist\n',
    'x/recipe.yaml': recipe,
    'x/a.patch': '',
    'b/recipe.yaml': recipeText('b'),
    'shared.json': '{"python": ["3.12"], "lua": ["5"]}',
    'more.yaml': 'lua: [5]\n',
    'dist/conda/b/digest.json': '{"packages": {"noarch/b-1-0.conda": "1"}}',
  });
});

afterEach(() => {
  for (const name of ['FLAVOR', 'TOKEN']) Reflect.deleteProperty(process.env, `NX_CONDA_SPEC_${name}`);
});

/** The build of a project, as the executors describe it. */
function buildOf(project: ProjectConfiguration): BuildOfProject {
  const conda = condaMetadata(project);
  const target = project.targets?.['conda-build'];
  if (!conda || !target) throw new Error(`${project.root} has no build`);
  return {
    workspaceRoot: workspace.root,
    projectRoot: project.root,
    target,
    variantFiles: conda.variants,
    reads: conda.reads,
    unhashed: [],
    upstream: Object.fromEntries(conda.build.map((name) => [name, join(workspace.root, 'dist/conda', name)])),
    unhashedFiles: [],
    secrets: ['NX_CONDA_SPEC_TOKEN'],
  };
}

async function inputsNow(more: PluginOptions = {}): Promise<BuildInputs> {
  const { x } = await workspace.projects({ ...options, ...more });
  if (!x) throw new Error('no project');
  const build = buildOf(x);
  const files = await WorkspaceFiles.read(workspace.root);
  const place = { workspaceRoot: workspace.root, root: 'x', plan: build.reads, outputRoot: 'dist/conda' };
  const reads = recordedReads(await readsOfProject(place, files), files);
  return resolveBuildInputs(build, reads, textsIn(workspace.root));
}

const hash = expect.stringMatching(/^\d+$/) as string;

it('resolves all inputs of a build', async () => {
  expect(await inputsNow()).toStrictEqual({
    files: { 'x/a.patch': hash, 'x/recipe.yaml': hash },
    unseen: {},
    variants: {
      'shared.json': { python: ['3.12'] },
      'more.yaml': { 'hash of the file': hash },
      'absent.json': {},
    },
    environment: {
      NX_CONDA_SPEC_FLAVOR: 'one',
      NX_CONDA_SPEC_TOKEN: expect.stringMatching(/^secret with hash \d+$/) as string,
      CONDA_OVERRIDE_CUDA: null,
    },
    options: {
      channels: ['conda-forge'],
      outputRoot: 'dist/conda',
      variants: options.variants,
      builtWith: expect.stringContaining('nx-conda ') as string,
    },
    upstream: { b: { 'noarch/b-1-0.conda': '1' } },
  });
});

it('keeps no credentials, also of variables that are not declared as secrets', async () => {
  process.env['NX_CONDA_SPEC_FLAVOR'] = 'https://me:password@host.invalid/x';
  const { environment } = await inputsNow();
  expect(environment['NX_CONDA_SPEC_FLAVOR']).toMatch(/^secret with hash \d+$/);
});

it('names what a change of each input would rebuild', async () => {
  const before = await inputsNow();
  workspace.write({
    'x/a.patch': 'new',
    'x/b.patch': '',
    'shared.json': '{"python": ["3.13"], "lua": ["6"]}',
    'more.yaml': 'lua: [6]\n',
    'absent.json': '{"python": ["3.14"]}',
    'dist/conda/b/digest.json': '{"packages": {"noarch/b-1-0.conda": "2"}}',
  });
  chmodSync(join(workspace.root, 'x/b.patch'), 0o755);
  process.env['NX_CONDA_SPEC_FLAVOR'] = '';
  process.env['NX_CONDA_SPEC_TOKEN'] = 'another secret';
  const changes = changedInputs(before, await inputsNow({ channels: ['bioconda'] }));
  expect(changes.map((change) => change.replace(/\d{10,}/g, '<hash>'))).toEqual([
    'x/a.patch has changed',
    'x/b.patch is new',
    'environment variable NX_CONDA_SPEC_FLAVOR is new: empty',
    'x/b.patch is now executable',
    'absent.json: python: not set → ["3.14"]',
    'more.yaml: hash of the file: "<hash>" → "<hash>"',
    'shared.json: python: ["3.12"] → ["3.13"]',
    'environment variable NX_CONDA_SPEC_FLAVOR: "one" → ""',
    'environment variable NX_CONDA_SPEC_TOKEN: "secret with hash <hash>" → "secret with hash <hash>"',
    'option channels: ["conda-forge"] → ["bioconda"]',
    'b: content of noarch/b-1-0.conda changed',
  ]);
});

it('names nothing if only other files and keys change', async () => {
  const before = await inputsNow();
  workspace.write({ 'shared.json': '{"lua": ["6"], "python": ["3.12"]}', 'b/a.patch': '' });
  expect(changedInputs(before, await inputsNow())).toEqual([]);
});

it('leaves out an upstream project that is not built', async () => {
  const before = await inputsNow();
  rmSync(join(workspace.root, 'dist'), { recursive: true });
  const changes = changedInputs(before, await inputsNow());
  expect(changes).toEqual(['b is no longer needed, or has not been built']);
});

it('reads all fields of a variant file that a target names without fields, and none of another text', async () => {
  const build = { options: {}, inputs: [{ json: '{workspaceRoot}/shared.json' }] };
  const { x } = await workspace.projects({ variants: ['shared.json'], targets: { build } });
  if (!x) throw new Error('no project');
  const variants = (text: string) => variantsOf(buildOf(x), () => text);
  expect(variants('{"lua": ["5"]}')).toEqual({ 'shared.json': { lua: ['5'] } });
  expect(['{', 'null', '5', '"lua"'].map(variants)).toEqual(Array(4).fill({ 'shared.json': {} }));
});
