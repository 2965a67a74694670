import { build, refusal, startAgain, workspace } from '../lib-and-app.fixture';
import { RUN_RECORD } from '../../graph/reads/run-record';
import { RUN_MARKER } from '../../graph/run-marker';
import { recipeText } from '../recipe-workspace.fixture';

const { engine } = workspace;

function forget(prefix: string): void {
  const names = Object.keys(process.env).filter((name) => name.startsWith(prefix));
  for (const name of names) Reflect.deleteProperty(process.env, name);
}

describe('the inputs of a build that Nx has hashed', () => {
  beforeEach(startAgain);
  afterEach(() => [RUN_RECORD, RUN_MARKER, 'NX_CONDA_READS_'].forEach(forget));

  it.each([
    ['a changed recipe', { 'lib/recipe.yaml': recipeText('lib', '# new') }, 'lib/recipe.yaml has changed'],
    ['a new file', { 'lib/new.txt': '' }, 'lib/new.txt is new'],
    [
      'changed variants',
      { 'variants.json': '{"channel_sources": ["x"]}' },
      'variants.json: channel_sources: not set → ["x"]',
    ],
  ])('must not change before the build: %s', async (_, files, change) => {
    workspace.write(files);
    expect(await refusal('lib')).toBe(
      `Inputs of lib changed after Nx hashed these inputs and before the build started:\n  ${change}\n  1. Run the same command again. No packages of this build were kept or cached.\n  2. If these inputs change again, find out which program changes them. The build itself must not write into its inputs: it can write into $SRC_DIR.\n`,
    );
    expect(engine.runs()).toEqual([]);
  });

  it('must not change during the build', async () => {
    engine.answer('build', 'lib', 'echo "# new" >> "$recipe"; mkdir "$output"; cp -R "$answer"/. "$output"');
    expect(await refusal('lib')).toContain(
      'Inputs of lib changed during the build:\n  lib/recipe.yaml has changed\n',
    );
  });

  it('must come from nx-conda', async () => {
    forget(RUN_RECORD);
    process.env[RUN_MARKER] = 'run';
    expect(await refusal('lib')).toContain('Nx hashed lib without the inputs that nx-conda provides.');
  });

  it('must cover what Nx does not see', async () => {
    forget('NX_CONDA_READS_');
    process.env[RUN_MARKER] = 'run';
    expect(await refusal('lib')).toContain('Nx hashed lib without the inputs that nx-conda provides.');
  });

  it('are the present ones on an agent of a distributed run', async () => {
    forget(RUN_RECORD);
    workspace.write({
      'lib/recipe.yaml': recipeText('lib', '# newer'),
      'variants.json': '{"channel_sources": ["x"]}',
    });
    expect(await build('lib')).toMatchObject({ success: true });
    engine.answer(
      'build',
      'app',
      'echo x > "$(dirname "$recipe")/new.txt"; mkdir "$output"; cp -R "$answer"/. "$output"',
    );
    expect(await refusal('app')).toContain('during the build:\n  app/new.txt is new\n');
  });
});
