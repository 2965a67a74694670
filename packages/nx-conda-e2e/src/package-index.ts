import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { tarball } from '../../nx-conda/src/channel/package-file.fixture';

/** A file in an index. */
export interface ListedFile {
  filename: string;
  yanked?: string;
  archive: () => Promise<Buffer>;
}

/** A package index on this machine (PEP 691), for a test. */
export class TestIndex {
  /** Names whose files were requested. */
  asked: string[] = [];
  private readonly server: Server;

  /** @param filesOf the files of a distribution; undefined if unknown */
  constructor(filesOf: (name: string) => ListedFile[] | undefined) {
    this.server = createServer((request, response) => {
      const [, kind, name = '', filename] = (request.url ?? '').split('/');
      const listed = filesOf(name);
      if (kind === 'simple') this.asked.push(name);
      const file = listed?.find((one) => one.filename === filename);
      if (kind === 'simple' && listed) {
        const files = listed.map((one) => ({
          ...{ filename: one.filename, url: `/files/${name}/${one.filename}`, yanked: one.yanked ?? false },
        }));
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ files }));
      } else if (kind === 'files' && file) {
        void file.archive().then((archive) => response.end(archive));
      } else response.writeHead(404).end();
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  /** Environment variables of a command that uses it. */
  get env(): Record<string, string> {
    const { port } = this.server.address() as AddressInfo;
    return { PIP_INDEX_URL: `http://127.0.0.1:${port}/simple`, NO_PROXY: '127.0.0.1' };
  }

  close(): void {
    this.server.close();
  }
}

/** @param top the folder around everything. @param files texts by path in it */
export async function sdist(top: string, files: Readonly<Record<string, string>>): Promise<Buffer> {
  const entries = Object.entries(files).map(([path, content]) => ({ path: `${top}/${path}`, content }));
  return gzipSync(await tarball(entries));
}
