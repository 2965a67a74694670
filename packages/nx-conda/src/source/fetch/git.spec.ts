import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { git } from './git';
import { readTags } from './tags';

describe('git', () => {
  it('uses plain HTTP if the address does', async () => {
    const commit = 'a'.repeat(40);
    const server = createServer((request, response) => {
      if (request.url?.startsWith('/lib.git/info/refs')) response.end(`${commit}\trefs/tags/v1\n`);
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const before = process.env['NO_PROXY'];
    process.env['NO_PROXY'] = '127.0.0.1';
    try {
      const { port } = server.address() as AddressInfo;
      const url = `http://127.0.0.1:${port}/lib.git`;
      expect([...(await readTags(url))]).toEqual([['v1', commit]]);
      const { exitCode, stderr } = await git(['ls-remote', '--', url], {});
      expect({ exitCode, stderr }).toEqual({
        exitCode: 128,
        stderr: expect.stringContaining("transport 'http' not allowed"),
      });
    } finally {
      if (before === undefined) delete process.env['NO_PROXY'];
      else process.env['NO_PROXY'] = before;
      server.close();
    }
  });

  it('runs no command in an address', async () => {
    await expect(readTags('ext::sh -c "touch x"')).rejects.toThrow(/transport 'ext' not allowed/);
  });
});
