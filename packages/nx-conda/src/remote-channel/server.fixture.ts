import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { PackageToPublish } from '../channel/placement';
import type { RunResult } from '../machine/run';
import type { Access } from './access';
import { publishToServer } from './publish-to-server';
import { remoteChannel } from './remote-channel';
import type { UploadOptions } from './upload-arguments';

/** A channel on a server, and a rattler-build that reads and writes it: both only remember files. */
export class FakeServer {
  /** Contents by `<subdir>/<file name>`. */
  readonly files = new Map<string, string>();
  /** The packages that the index lists: sha256 by the same name. */
  readonly index = new Map<string, string>();
  /** The arguments of each upload, without paths. */
  readonly uploads: string[] = [];
  /** Instead of an answer. */
  failure: { read?: string; file?: string; upload?: string } = {};
  /** Instead of the index. */
  page?: string;
  /** A package is listed as soon as it is uploaded. */
  indexesAtOnce = true;
  private readonly folder = mkdtempSync(join(tmpdir(), 'nx-conda-server-'));

  constructor(private readonly to: string) {
    // For the lock of the channel.
    process.env['NX_CONDA_CACHE_DIR'] = this.folder;
  }

  remove(): void {
    Reflect.deleteProperty(process.env, 'NX_CONDA_CACHE_DIR');
    rmSync(this.folder, { recursive: true });
  }

  /** Publishes one package. @param content in place of that of a package. */
  async publish(name: string, content: string, options: Partial<UploadOptions & { dryRun: boolean }> = {}) {
    const { dryRun = false, ...more } = options;
    const placements = await publishToServer(this.access(), {
      packages: [this.packageOf(name, content)],
      options: { force: false, ...more },
      dryRun,
      onUpload: () => undefined,
      onWait: () => undefined,
    });
    return placements.map(({ result }) => result);
  }

  access(kind: 'command' | 'embedded' = 'command'): Access {
    const channel = remoteChannel(this.to);
    if (!channel) throw new Error(`${this.to} is a folder`);
    const engine = { kind, command: 'rattler-build', args: [], env: {}, version: '0.74.0' };
    return { channel, engine, scratch: this.folder, secrets: ['planted'], run: (args) => this.run(args) };
  }

  packageOf(name: string, content: string): PackageToPublish {
    const fileName = `${name}-1-h_0.conda`;
    const file = join(this.folder, fileName);
    writeFileSync(file, content);
    const identity = { name, version: '1', buildString: 'h_0', buildNumber: 0, record: {} };
    return { ...identity, subdir: 'noarch', fileName, size: content.length, sha256: sha256(content), file };
  }

  private run(args: string[]): Promise<RunResult> {
    const problem = args[0] === 'build' ? this.read(args) : this.write(args);
    return Promise.resolve({
      exitCode: problem === undefined ? 0 : 1,
      stdout: '',
      stderr: problem === undefined ? 'done' : `Error:   × ${problem}\n`,
    });
  }

  private read(args: string[]): string | undefined {
    if (this.failure.read !== undefined) return this.failure.read;
    const recipe = readFileSync(valueOf(args, '--recipe'), 'utf8');
    const { source } = JSON.parse(recipe) as { source: { url: string; sha256?: string }[] };
    const { url = '', sha256: expected } = source[0] ?? {};
    const path = url.split('/').slice(-2).join('/');
    if (!path.endsWith('repodata.json') && this.failure.file !== undefined) return this.failure.file;
    const content = path.endsWith('repodata.json') ? this.repodata() : this.files.get(path);
    if (content === undefined) return `HTTP status client error (404 Not Found) for url (${url})`;
    if (![undefined, sha256(content)].includes(expected)) {
      return `sha256 checksum validation failed for "${path}"`;
    }
    const cache = join(valueOf(args, '--output-dir'), 'src_cache');
    mkdirSync(cache);
    writeFileSync(join(cache, `0123_${basename(path)}`), content);
    return undefined;
  }

  private write(args: string[]): string | undefined {
    this.uploads.push(args.map((arg) => basename(arg)).join(' '));
    if (this.failure.upload !== undefined) return this.failure.upload;
    for (const file of args.filter((arg) => arg.endsWith('.conda'))) {
      const path = `noarch/${basename(file)}`;
      if (this.files.has(path) && !args.includes('--force')) return `file ${path} already exists`;
      this.files.set(path, readFileSync(file, 'utf8'));
      if (this.indexesAtOnce) this.index.set(path, sha256(readFileSync(file, 'utf8')));
    }
    return undefined;
  }

  private repodata(): string | undefined {
    if (this.page !== undefined) return this.page;
    if (this.index.size === 0) return undefined;
    const records = [...this.index].map(([path, hash]) => [basename(path), { sha256: hash }]);
    return JSON.stringify({ 'packages.conda': Object.fromEntries(records) as object });
  }
}

export function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

function valueOf(args: string[], flag: string): string {
  return args[args.indexOf(flag) + 1] ?? '';
}
