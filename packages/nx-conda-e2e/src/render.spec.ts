import { engines } from './engines';
import { addChain, addRecipe } from './recipes';
import { TestWorkspace } from './test-workspace';

interface Report {
  engine: { kind: string } | null;
  exact: boolean;
  reason?: string;
  outputs: {
    name: string;
    buildString: string;
    variant: Record<string, unknown>;
    requirements: { kind: string; name: string; providers: string[] }[];
  }[];
}

const VARIED = `package: { name: vary-x, version: 1.0.0 }
build: { noarch: generic, skip: [flavour == "sour"] }
requirements:
  host: ["\${{ flavour }}-cake", base-x]
  run_exports: ["\${{ pin_subpackage('vary-x') }}"]
`;

/** The JSON is the one line that begins with a brace. */
async function reportOf(workspace: TestWorkspace, project: string): Promise<Report> {
  const { stdout } = await workspace.nx([
    'run',
    `${project}:conda-render`,
    '--json',
    '--output-style=static',
  ]);
  const line = stdout.split('\n').find((text) => text.startsWith('{'));
  return JSON.parse(line ?? '') as Report;
}

describe('conda-render', () => {
  let workspace: TestWorkspace;

  beforeAll(() => {
    workspace = new TestWorkspace(engines[0]?.env);
    addChain(workspace);
    workspace.write('recipes/vary-x/recipe.yaml', VARIED);
    workspace.write('variants.json', JSON.stringify({ flavour: ['salty', 'sweet'] }));
    // The embedded engine is only installed after the first build.
    return workspace.ok(['run', 'base-x:conda-build']);
  });

  afterAll(() => workspace.remove());

  it('shows requirements and their providers', async () => {
    const text = await workspace.ok(['run', 'lib-x:conda-render']);
    expect(text).toMatch(/recipes\/lib-x\/recipe\.yaml on \S+, as rattler-build \d+\.\d+\.\d+ renders it/);
    expect(text).toMatch(/^ {2}host +base-x +base-x$/m);
    expect(text).toMatch(/^ {2}run +base-x +base-x$/m);
    expect(workspace.exists('dist/conda/lib-x')).toBe(false);
  });

  it('prints every variant as JSON, never cached', async () => {
    const before = await reportOf(workspace, 'vary-x');
    expect(before.exact).toBe(true);
    expect(before.outputs.map(({ variant }) => variant['flavour'])).toEqual(['salty', 'sweet']);
    expect(before.outputs[0]?.requirements).toEqual([
      { kind: 'host', name: 'salty-cake', spec: 'salty-cake', providers: [] },
      { kind: 'host', name: 'base-x', spec: 'base-x', providers: ['base-x'] },
      expect.objectContaining({ kind: 'run_exports.weak', name: 'vary-x', providers: ['vary-x'] }),
    ]);
    expect(before.outputs.every(({ buildString }) => buildString !== '')).toBe(true);
    workspace.write('variants.json', JSON.stringify({ flavour: ['bitter'] }));
    const after = await reportOf(workspace, 'vary-x');
    expect(after.outputs.map(({ variant }) => variant['flavour'])).toEqual(['bitter']);
  });

  it('prints JSON of any length that Nx does not truncate', async () => {
    const flavour = Array.from({ length: 300 }, (_, index) => `flavour-number-${index}`);
    workspace.write('variants.json', JSON.stringify({ flavour }));
    const { outputs } = await reportOf(workspace, 'vary-x');
    expect(outputs).toHaveLength(flavour.length);
    expect(JSON.stringify(outputs).length).toBeGreaterThan(65536);
  });

  it('reports a skipped recipe', async () => {
    workspace.write('variants.json', JSON.stringify({ flavour: ['sour'] }));
    expect(await workspace.ok(['run', 'vary-x:conda-render'])).toContain('The recipe builds nothing on');
  });

  it('fails if the recipe does not render, and shows the names in its text', async () => {
    addRecipe(workspace, { name: 'undefined-x', version: '${{ nowhere }}', host: ['base-x'] });
    const { exitCode, output } = await workspace.nx(['run', 'undefined-x:conda-render']);
    expect(exitCode).toBe(1);
    expect(output).toContain('NOT RENDERED. The list below is an approximation.');
    expect(output).toMatch(/undefined.*nowhere|nowhere.*undefined/is);
    expect(output).toMatch(/^ {2}host +base-x +base-x$/m);
    const report = await reportOf(workspace, 'undefined-x');
    expect(report).toMatchObject({ exact: false, reason: expect.stringContaining('nowhere') as string });
    expect(report.reason).not.toContain('\u001b');
  });

  it('fails with line and column for a file that is not a recipe', async () => {
    workspace.write('recipes/cake/recipe.yaml', 'flour: 200 g\n');
    const { exitCode, output } = await workspace.nx(['run', 'cake:conda-render']);
    expect(exitCode).toBe(1);
    expect(output).toMatch(/recipes\/cake\/recipe\.yaml:1:1/);
  });
});

describe('conda-render without rattler-build', () => {
  it.each([{}, { NX_CONDA_NO_DOWNLOAD: '1' }])(
    'over-approximates and downloads nothing, with %j',
    async (env) => {
      const workspace = new TestWorkspace(env as Record<string, string>);
      addChain(workspace);
      const text = await workspace.ok(['run', 'lib-x:conda-render']);
      expect(text).toContain('NOT RENDERED. The list below is an approximation.');
      expect(text).toContain('pixi global install rattler-build');
      expect(text).toMatch(/^ {2}host +base-x +base-x$/m);
      expect(text).not.toContain('Installing');
      const report = await reportOf(workspace, 'lib-x');
      expect(report).toMatchObject({ engine: null, exact: false, outputs: [{ name: 'lib-x' }] });
      workspace.remove();
    },
  );
});
