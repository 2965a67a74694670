import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { execa } from 'execa';

/** Real servers for channels, on this machine: moto, which speaks S3, and Quetz, a channel server. */

/** A server that runs until `stop`. */
export class RunningServer {
  readonly lines: string[] = [];
  private constructor(
    private readonly child: ReturnType<typeof startProcess>,
    /** As in `http://127.0.0.1:39149`. */
    public url = '',
  ) {}

  /** Waits until the server prints its address. */
  static async start(command: string, args: string[], cwd: string): Promise<RunningServer> {
    const server = new RunningServer(startProcess(command, args, cwd));
    return new Promise((resolve, reject) => {
      createInterface({ input: server.child.all }).on('line', (line) => {
        server.lines.push(line);
        const [, url] = /running on (http:\/\/127\.0\.0\.1:\d+)/i.exec(line) ?? [];
        if (url === undefined) return;
        server.url = url;
        resolve(server);
      });
      void server.child.then(() => reject(new Error(`${command} ended:\n${server.lines.join('\n')}`)));
    });
  }

  /** How many requests the server has logged that match. */
  count(request: RegExp): number {
    return this.lines.filter((line) => request.test(line)).length;
  }

  async stop(): Promise<void> {
    // The whole group: Quetz has workers.
    if (this.child.pid !== undefined && this.child.exitCode === null)
      process.kill(-this.child.pid, 'SIGKILL');
    await this.child;
  }
}

function startProcess(command: string, args: string[], cwd: string) {
  return execa(command, args, {
    cwd,
    stdin: 'ignore',
    all: true,
    buffer: false,
    reject: false,
    detached: true,
  });
}

/** An S3-compatible server with one bucket. It accepts every key, and requests without one. */
export async function startS3(programs: string, folder: string, bucket: string): Promise<RunningServer> {
  const server = await RunningServer.start(
    join(programs, 'moto_server'),
    ['-H', '127.0.0.1', '-p', '0'],
    folder,
  );
  const { status } = await fetch(`${server.url}/${bucket}`, { method: 'PUT' });
  if (status !== 200) throw new Error(`The bucket was not made: ${status}`);
  return server;
}

const USER = `
import sqlite3, sys, uuid
with sqlite3.connect("quetz.sqlite") as db:
    user = uuid.uuid4().bytes
    db.execute("insert into users (id, username, role) values (?, 'alice', 'owner')", [user])
    db.execute("insert into profiles (user_id, name, avatar_url) values (?, 'Alice', '')", [user])
    row = [sys.argv[1], user, user]
    db.execute("insert into api_keys (key, description, deleted, user_id, owner_id) values (?, 'e2e', 0, ?, ?)", row)
`;

/** A Quetz server with one private channel. @param key of its only user. */
export async function startQuetz(
  programs: string,
  folder: string,
  { channel, key }: { channel: string; key: string },
): Promise<RunningServer> {
  const deployment = join(folder, 'quetz');
  const configuration = join(folder, 'quetz.toml');
  const settings = [
    ...['[sqlalchemy]', `database_url = "sqlite:///${deployment}/quetz.sqlite"`],
    ...['[session]', `secret = "${'a'.repeat(43)}="`, 'https_only = false'],
  ];
  writeFileSync(configuration, settings.join('\n'));
  const quetz = join(programs, 'quetz');
  await execa(quetz, ['create', deployment, '--copy-conf', configuration], { cwd: folder });
  await execa(join(programs, 'python'), ['-c', USER, key], { cwd: deployment });
  const server = await RunningServer.start(quetz, ['start', deployment, '--port', '0'], folder);
  const { status } = await fetch(`${server.url}/api/channels`, {
    method: 'POST',
    headers: { 'X-API-Key': key, 'content-type': 'application/json' },
    body: JSON.stringify({ name: channel, private: true }),
  });
  if (status !== 201) throw new Error(`The channel was not made: ${status}`);
  return server;
}
