import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';

const repository = join(__dirname, '../../..');

/** A package registry on this machine: Verdaccio. All packages except nx-conda come from the registry of this machine. */
export class NpmRegistry {
  private constructor(
    private readonly url: string,
    private readonly settings: string,
    private readonly server: ReturnType<typeof execa>,
  ) {}

  /** @param folder an empty folder for its files */
  static async start(folder: string): Promise<NpmRegistry> {
    const config = join(folder, 'verdaccio.json');
    writeFileSync(config, JSON.stringify(configOf(folder)));
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const settings = join(folder, 'npmrc');
    // Verdaccio accepts every token, but npm publishes only with one.
    writeFileSync(settings, `registry=${url}\n//127.0.0.1:${port}/:_authToken=any\n`);
    const verdaccio = join(repository, 'node_modules/verdaccio/bin/verdaccio');
    const server = execa(process.execPath, [verdaccio, '--config', config, '--listen', `127.0.0.1:${port}`], {
      ...{ reject: false, all: true, stdin: 'ignore', env: certificates() },
    });
    while (!(await answers(url))) {
      if (server.exitCode !== null) throw new Error(`Verdaccio ended:\n${(await server).all}`);
      await sleep(100);
    }
    return new NpmRegistry(url, settings, server);
  }

  /** Environment variables with which npm uses it, and no other registry. */
  get env(): Record<string, string> {
    return {
      npm_config_userconfig: this.settings,
      npm_config_registry: this.url,
      npm_config_prefer_offline: 'true',
      NO_PROXY: '127.0.0.1',
    };
  }

  async close(): Promise<void> {
    this.server.kill();
    await this.server;
  }
}

function configOf(folder: string): object {
  return {
    storage: join(folder, 'storage'),
    auth: { htpasswd: { file: join(folder, 'htpasswd') } },
    uplinks: { machine: { url: npmSetting('registry'), cache: false } },
    packages: {
      'nx-conda': { access: '$all', publish: '$all' },
      '**': { access: '$all', proxy: 'machine' },
    },
    max_body_size: '50mb',
    log: { type: 'stdout', format: 'pretty', level: 'error' },
  };
}

function certificates(): Record<string, string> {
  const file = npmSetting('cafile');
  return file ? { NODE_EXTRA_CA_CERTS: file } : {};
}

function npmSetting(name: string): string | undefined {
  const value = execFileSync('npm', ['config', 'get', name], { cwd: repository, encoding: 'utf8' }).trim();
  return ['', 'null', 'undefined'].includes(value) ? undefined : value;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/-/ping`).then(
    ({ ok }) => ok,
    () => false,
  );
}
