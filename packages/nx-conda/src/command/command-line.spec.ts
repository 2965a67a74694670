import { tmpdir } from 'node:os';
import { runCommandLine } from './command-line';

const run = (...args: string[]) => runCommandLine(args, {}, tmpdir());

describe('nx-conda', () => {
  it('lists its commands', async () => {
    const { text, success } = await run();
    expect(text).toMatch(/^Usage: npx nx-conda <command>\n\n {2}clean {3}List .*\n {2}plan {4}Plan /);
    expect(success).toBe(true);
    expect(await run('--help')).toEqual({ text, success });
  });

  it('prints the options of each command', async () => {
    expect((await run('clean', '--help')).text).toMatch(/^Usage: npx nx-conda clean /);
    expect((await run('plan', '--help')).text).toMatch(/^Usage: npx nx-conda plan /);
  });

  it('says what it does not know', async () => {
    const { text, success } = await run('plam');
    expect(text).toMatch(
      /^nx-conda does not know the command "plam"\.\n {2}1\. Did you mean plan\?\n\nUsage: /,
    );
    expect(success).toBe(false);
  });

  it('plans in a workspace only', async () => {
    expect(await run('plan')).toMatchObject({
      text: expect.stringContaining('no folder above has nx.json') as string,
      success: false,
    });
  });
});
