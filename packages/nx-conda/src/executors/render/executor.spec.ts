import { LIB, startAgain, workspace } from '../lib-and-app.fixture';
import renderExecutor from './executor';
import type { RenderReport } from './render-report';

const { engine } = workspace;
const render = (project: string, options = {}) =>
  workspace.run(renderExecutor, `${project}:conda-render`, options);

describe('the render executor', () => {
  beforeEach(startAgain);

  it('shows the outputs with the projects that provide their requirements', async () => {
    expect(await render('app', { targetPlatform: 'osx-arm64' })).toEqual({
      success: true,
      output: [
        'app/recipe.yaml on osx-arm64, as rattler-build 0.74.0 renders it',
        '',
        'app 1.0 h_0  noarch',
        '  variant: target_platform=noarch',
        '  kind  requirement  project',
        '  host  lib          lib',
        '',
      ].join('\n'),
    });
    expect(engine.runs()[0]).toContain('--render-only --recipe ');
  });

  it('prints an over-approximation and fails if rattler-build cannot render the recipe', async () => {
    engine.answer('render', 'app', 'echo "Error:   × undefined x" >&2; exit 1');
    const { success, output } = await render('app');
    expect(success).toBe(false);
    expect(output).toContain('NOT RENDERED. The list below is an approximation.');
    expect(output).toContain('Error:   × undefined x\n');
    expect(output).toMatch(/host +lib +lib\napp\/recipe\.yaml cannot be rendered\.\n$/);
  });

  it('succeeds with an over-approximation if there is no rattler-build', async () => {
    const { success, output } = await workspace.withoutEngine(() =>
      render('app', { rattlerBuild: '', json: true }),
    );
    expect(success).toBe(true);
    const report = JSON.parse(output) as RenderReport;
    expect(report).toMatchObject({ project: 'app', engine: null, exact: false });
    expect(report.reason).toContain('rattler-build was not found on this machine');
    expect(report.outputs[0]?.requirements).toEqual([
      { kind: 'host', name: 'lib', spec: 'lib', providers: ['lib'] },
    ]);
  });

  it('renders with the variant files of the workspace', async () => {
    workspace.write({ 'variants.json': '{"python": ["3.12"]}' });
    engine.renders('lib', [{ ...LIB, variant: { python: '3.12' } }]);
    expect((await render('lib')).output).toContain('variant: target_platform=noarch, python=3.12');
    expect(engine.runs()[0]).toContain(`--variant-config ${workspace.path('variants.json')}`);
  });
});
