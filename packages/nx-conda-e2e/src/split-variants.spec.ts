import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { BuildReport } from '../../nx-conda/src/record/build-report';
import type { Workspace } from '../../../tools/workspace';
import { bubblewrapProblem } from './bubblewrap';
import { engines } from './engines';
import { TestWorkspace } from './test-workspace';

const ALL = ['run-many', '-t', 'conda-build', '--parallel=3'];
const MATRIX = { python: ['3.11', '3.12', '3.13'], cuda_compiler_version: ['12.6', 'None'] };

interface Recipe {
  name: string;
  /** Variant keys that its script mentions. */
  uses: (keyof typeof MATRIX)[];
  host?: string[];
  extra?: string;
}

function recipeText({ name, uses, host = [], extra = '' }: Recipe): string {
  const copies = host.map((other) => `cat $PREFIX/share/${other} >> $PREFIX/share/${name}`);
  const values = uses.map((key) => `${key}=\${{ ${key} }}`).join(' ');
  const script = [`mkdir -p $PREFIX/share`, `echo ${name} ${values} > $PREFIX/share/${name}`, ...copies];
  return [
    `package: {name: ${name}, version: "1.0"}`,
    'build:',
    '  script:',
    ...script.map((line) => `    - ${JSON.stringify(line)}`),
    `requirements: {host: ${JSON.stringify(host)}, run: ${JSON.stringify(host)}}`,
    `tests: [{script: [test -f $PREFIX/share/${name}]}]`,
    extra,
  ].join('\n');
}

const RECIPES: Recipe[] = [
  { name: 'base', uses: ['cuda_compiler_version', 'python'] },
  { name: 'tool', uses: ['python'] },
  { name: 'app', uses: ['cuda_compiler_version', 'python'], host: ['base', 'tool'] },
  { name: 'docs', uses: [] },
];

const MULTI = `
recipe: {name: multi, version: "1.0"}
outputs:
  - package: {name: liba}
    build:
      noarch: generic
      script: mkdir -p $PREFIX/share && echo a > $PREFIX/share/a
  - package: {name: pyb}
    build:
      script: echo \${{ python }} && cp $PREFIX/share/a $PREFIX/share/b
    requirements:
      host:
        - \${{ pin_subpackage("liba", exact=True) }}
  - package: {name: pyb-more}
    build:
      script: mkdir -p $PREFIX/share && echo \${{ python }} > $PREFIX/share/more
  - package: {name: cud}
    build:
      script: mkdir -p $PREFIX/share && echo \${{ cuda_compiler_version }} > $PREFIX/share/c
  - package: {name: meta}
    build:
      script: mkdir -p $PREFIX/share && echo m > $PREFIX/share/m
    requirements:
      run:
        - \${{ pin_subpackage("pyb", exact=True) }}
        - \${{ pin_subpackage("cud", exact=True) }}
    tests:
      - script: test -f $PREFIX/share/c
`;

function setVariants(workspace: Workspace, variants: Record<string, string[]>): void {
  workspace.write('variants.json', JSON.stringify(variants));
}

/** The variants of a project's tasks that ran, `py311`. */
function ran(workspace: Workspace): string[] {
  return workspace
    .lastRun()
    .ran.filter((task) => /^[^:]+--[^:]+:conda-build$/.test(task) || /^docs:conda-build$/.test(task))
    .map((task) => task.replace(':conda-build', ''))
    .sort();
}

/** The projects that a run built, according to what Nx printed. */
function builtNow(output: string): string[] {
  const lines = stripVTControlCharacters(output).split('\n');
  return lines.flatMap((line) => /nx run (\S+):conda-build$/.exec(line.trim())?.[1] ?? []).sort();
}

const problem = bubblewrapProblem();
if (problem) console.warn(`SKIPPED: variants in bubblewrap. ${problem}`);
const isolatedIt = problem ? it.skip : it;

describe.each(engines)('variants as tasks, with $name,', ({ env }) => {
  let workspace: TestWorkspace;

  beforeAll(async () => {
    workspace = new TestWorkspace(env);
    const options = { channels: [], splitVariants: true };
    workspace.write('nx.json', JSON.stringify({ plugins: [{ plugin: 'nx-conda', options }] }));
    for (const recipe of RECIPES) workspace.write(`recipes/${recipe.name}/recipe.yaml`, recipeText(recipe));
    setVariants(workspace, MATRIX);
    await workspace.ok(['run', 'docs:conda-build']);
    await workspace.ok(ALL);
  });

  afterAll(() => workspace.remove());

  it('build each variant once, with the matching variants of its dependencies', () => {
    const built = ['cpu', 'cuda126'].flatMap((cuda) =>
      ['py311', 'py312', 'py313'].flatMap((python) => [`app--${cuda}-${python}`, `base--${cuda}-${python}`]),
    );
    const packages = ['docs', ...built, 'tool--py311', 'tool--py312', 'tool--py313'].sort();
    const found = readdirSync(join(workspace.root, 'dist/conda')).filter(
      (name) => !name.startsWith('report.'),
    );
    expect(found.sort()).toEqual(packages);
    const [app] = (JSON.parse(workspace.read('dist/conda/app--cpu-py312/build.json')) as BuildReport)
      .packages;
    expect(app?.variant).toMatchObject({ python: '3.12', cuda_compiler_version: 'None' });
    expect(app?.resolved.host.map(({ channel }) => channel.split('/').filter(Boolean).at(-1)).sort()).toEqual(
      ['base--cpu-py312', 'tool--py312'],
    );
  });

  it('are reused when another one is added, and keep their names', async () => {
    setVariants(workspace, { ...MATRIX, python: ['3.10', ...MATRIX.python] });
    await workspace.ok(ALL);
    const added = ['cpu-py310', 'cuda126-py310'].flatMap((label) => [`app--${label}`, `base--${label}`]);
    expect(ran(workspace)).toEqual([...added, 'tool--py310'].sort());
  });

  it('run again alone when a value changes, with the matching variants of their users', async () => {
    setVariants(workspace, { ...MATRIX, cuda_compiler_version: ['12.8', 'None'] });
    await workspace.ok(ALL);
    const changed = MATRIX.python.map((python) => `cuda128-py${python.replace('.', '')}`);
    expect(ran(workspace)).toEqual(changed.flatMap((label) => [`app--${label}`, `base--${label}`]).sort());
    setVariants(workspace, { ...MATRIX, python: ['3.12'] });
    await workspace.ok(ALL);
    expect(ran(workspace)).toEqual([]);
  });

  it('are selected by nx affected', async () => {
    setVariants(workspace, MATRIX);
    workspace.commit('before');
    setVariants(workspace, { ...MATRIX, python: ['3.11', '3.12', '3.14'] });
    workspace.commit('after');
    await workspace.ok(['affected', '-t', 'conda-build', '--base', 'HEAD~1']);
    const changed = ['cpu-py314', 'cuda126-py314'].flatMap((label) => [`app--${label}`, `base--${label}`]);
    expect(ran(workspace)).toEqual([...changed, 'tool--py314'].sort());
    workspace.edit('recipes/tool/recipe.yaml', (text) => text.replace('echo tool', 'echo tool two'));
    workspace.commit('tool');
    await workspace.ok(['affected', '-t', 'conda-build', '--base', 'HEAD~1']);
    const builds = (project: string) => ['py311', 'py312', 'py314'].map((label) => `${project}--${label}`);
    const apps = [...builds('app--cpu'), ...builds('app--cuda126')].map((name) =>
      name.replace('--py', '-py'),
    );
    expect(ran(workspace)).toEqual([...apps, ...builds('tool')].sort());
    workspace.edit('variants.json', (text) => text.replace('{', '{"unrelated": ["1"], '));
    workspace.commit('unrelated');
    expect([...(await workspace.outcomesOf(['affected', '-t', 'conda-build', '--base', 'HEAD~1']))]).toEqual(
      [],
    );
  });

  it('are tested, explained and named one by one', async () => {
    await workspace.ok(['run', 'app:conda-test--cpu-py311']);
    expect(workspace.lastRun().ran).toContain('app--cpu-py311:conda-test');
    expect(workspace.lastRun().ran).not.toContain('app--cuda126-py311:conda-test');
    workspace.edit('recipes/base/recipe.yaml', (text) => text.replace('echo base', 'echo base two'));
    const explained = await workspace.ok(['run', 'base:conda-explain']);
    expect(explained).toContain('base--cpu-py311 would be rebuilt');
    expect(explained).toContain('recipes/base/recipe.yaml has changed');
  });

  it('of several outputs build each output once, also with a variant file beside the recipe', async () => {
    workspace.write('recipes/multi/recipe.yaml', MULTI);
    workspace.write(
      'recipes/multi/variants.yaml',
      'python: ["3.11", "3.12"]\ncuda_compiler_version: ["12.6"]\n',
    );
    setVariants(workspace, {});
    const only = ['run', 'multi:conda-build'];
    await workspace.ok(only);
    const packages = (label: string) => {
      const report = JSON.parse(workspace.read(`dist/conda/multi--${label}/build.json`)) as BuildReport;
      return report.packages.map(({ name }) => name).sort();
    };
    expect(ran(workspace)).toEqual(
      ['common', 'cuda126', 'cuda126-py311', 'cuda126-py312', 'py311', 'py312'].map(
        (label) => `multi--${label}`,
      ),
    );
    expect(['common', 'cuda126', 'py311', 'cuda126-py311'].map(packages)).toEqual([
      ['liba'],
      ['cud'],
      ['pyb', 'pyb-more'],
      ['meta'],
    ]);
    workspace.edit('recipes/multi/variants.yaml', (text) => text.replace('["3.11"', '["3.10", "3.11"'));
    await workspace.ok(only);
    expect(ran(workspace)).toEqual(['multi--cuda126-py310', 'multi--py310']);
    await workspace.ok(['run', 'multi:conda-test--cuda126-py310']);
    const published = await workspace.ok(['run', 'multi:conda-publish', '--to=channel']);
    // liba, cud, and pyb, pyb-more and meta for each Python.
    expect(published).toContain('11 added');
    workspace.delete('channel');
    workspace.delete('recipes/multi');
  });

  isolatedIt('see their hashed files, and not the variant file beside the recipe', async () => {
    setVariants(workspace, {});
    workspace.write('recipes/seen/recipe.yaml', recipeText({ name: 'seen', uses: ['python'] }));
    workspace.write('recipes/seen/variants.yaml', 'python: ["3.11", "3.12"]\n');
    const build = { options: { isolated: true } };
    workspace.write('recipes/seen/project.json', JSON.stringify({ targets: { 'conda-build': build } }));
    await workspace.ok(['run', 'seen:conda-build']);
    expect(ran(workspace)).toEqual(['seen--py311', 'seen--py312']);
    workspace.delete('recipes/seen');
  });

  it('of two clones are built once if the clones share a cache', async () => {
    setVariants(workspace, { python: ['3.11', '3.12'], cuda_compiler_version: ['13.0'] });
    workspace.commit('for clones');
    const one = workspace.cloneTo(join(workspace.home, 'one'));
    const two = workspace.cloneTo(join(workspace.home, 'two'));
    // Nx keeps one cache for all clones of a remote, unless a folder is set.
    const env = { NX_CACHE_DIRECTORY: '' };
    const builds = await Promise.all([
      one.ok(['run', 'app:conda-build--cuda130-py311'], env),
      two.ok(['run', 'app:conda-build--cuda130-py312'], env),
    ]);
    expect(builds.map(builtNow)).toEqual([
      ['app--cuda130-py311', 'base--cuda130-py311', 'tool--py311'],
      ['app--cuda130-py312', 'base--cuda130-py312', 'tool--py312'],
    ]);
    expect(builtNow(await one.ok(ALL, env))).toEqual(['docs']);
    expect(builtNow(await two.ok(ALL, env))).toEqual([]);
  });
});
