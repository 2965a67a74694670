import { commandOutput } from './command-output';

describe('commandOutput', () => {
  const { NX_DAEMON_PROCESS, NO_COLOR, CI, FORCE_COLOR } = process.env;
  afterEach(() => {
    for (const [name, value] of Object.entries({ NX_DAEMON_PROCESS, NO_COLOR, CI, FORCE_COLOR }))
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    jest.restoreAllMocks();
  });

  it('follows NO_COLOR, FORCE_COLOR and CI', () => {
    const colors = (env: Record<string, string>) => {
      for (const name of ['NO_COLOR', 'FORCE_COLOR', 'CI']) Reflect.deleteProperty(process.env, name);
      Object.assign(process.env, env);
      return commandOutput([], '/').colors;
    };
    expect(colors({ CI: 'true' })).toBe(true);
    expect(colors({ FORCE_COLOR: '1' })).toBe(true);
    expect(colors({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
  });

  it("prints to the daemon's log if the command is not found", async () => {
    process.env['NX_DAEMON_PROCESS'] = 'true';
    const log = jest.spyOn(console, 'log').mockReturnValue();
    await commandOutput(['node', 'no-such-command'], '/').print('text');
    expect(log).toHaveBeenCalledWith('text');
  });
});
