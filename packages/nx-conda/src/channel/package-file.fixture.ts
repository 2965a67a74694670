import { writeFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { type Header, pack } from 'tar-stream';

/** A tar entry for the tests; a file if `type` is missing. */
export interface TarFixture {
  path: string;
  content?: string | Buffer;
  type?: Header['type'];
  mode?: number;
  linkTarget?: string;
}

/** The contents of a `.conda` file for the tests; everything has a default. */
export interface PackageFixture {
  index?: Record<string, unknown>;
  paths?: Record<string, unknown>[];
  /** Further files of info/, by their path below it. */
  info?: Record<string, string>;
  payload?: TarFixture[];
}

/** Writes a `.conda` file in rattler-build's layout, but with uncompressed zstd blocks: Node 20 cannot compress. */
export async function writePackage(file: string, fixture: PackageFixture = {}): Promise<void> {
  const { index = {}, paths = [], info = {}, payload = [] } = fixture;
  const files = {
    'index.json': JSON.stringify({
      name: 'a',
      version: '1',
      build: 'h_0',
      depends: [],
      timestamp: 1,
      ...index,
    }),
    'paths.json': JSON.stringify({ paths, paths_version: 1 }),
    ...info,
  };
  const infoEntries = Object.entries(files).map(([path, content]) => ({ path: `info/${path}`, content }));
  writeFileSync(
    file,
    storedZip({
      'metadata.json': Buffer.from('{"conda_pkg_format_version": 2}'),
      'pkg-a-1-h_0.tar.zst': storedZstd(await tarball(payload)),
      'info-a-1-h_0.tar.zst': storedZstd(await tarball(infoEntries)),
    }),
  );
}

export async function tarball(entries: TarFixture[]): Promise<Buffer> {
  const archive = pack();
  for (const { path, content = '', type = 'file', mode = 0o644, linkTarget } of entries) {
    archive.entry({ name: path, type, mode, linkname: linkTarget, mtime: new Date(0) }, content);
  }
  archive.finalize();
  return buffer(archive as AsyncIterable<Uint8Array>);
}

const blockSize = 128 * 1024;

/** A zstd frame of raw and run-length blocks (RFC 8878, 3.1.1): window of one block, no checksum. */
export function storedZstd(data: Buffer): Buffer {
  const frameHeader = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38]);
  const blocks: Buffer[] = [];
  for (let start = 0; start === 0 || start < data.length; start += blockSize) {
    const block = data.subarray(start, start + blockSize);
    blocks.push(zstdBlock(block, start + blockSize >= data.length));
  }
  return Buffer.concat([frameHeader, ...blocks]);
}

function zstdBlock(block: Buffer, last: boolean): Buffer {
  const first = block[0];
  const isRun = first !== undefined && block.every((byte) => byte === first);
  const header = Buffer.alloc(3);
  header.writeUIntLE((block.length << 3) | (isRun ? 2 : 0) | (last ? 1 : 0), 0, 3);
  return Buffer.concat([header, isRun ? block.subarray(0, 1) : block]);
}

/** A zip file without compression. */
export function storedZip(members: Record<string, Buffer>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, data] of Object.entries(members)) {
    const header = zipHeader(name, data);
    directory.push(Buffer.concat([directoryHeader(header, offset), Buffer.from(name)]));
    files.push(header, Buffer.from(name), data);
    offset += header.length + name.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
}

function zipHeader(name: string, data: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt32LE(crc32(data), 14);
  header.writeUInt32LE(data.length, 18);
  header.writeUInt32LE(data.length, 22);
  header.writeUInt16LE(name.length, 26);
  return header;
}

/** Repeats the fields of the file's own header. */
function directoryHeader(fileHeader: Buffer, offset: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(20, 4);
  fileHeader.copy(header, 6, 4, 30);
  header.writeUInt32LE(offset, 42);
  return header;
}
