import { Readable, pipeline } from 'node:stream';
import { type Header, extract } from 'tar-stream';

export interface TarEntry {
  /** Relative, with slashes; without a leading `./` and a trailing slash. */
  path: string;
  type: 'file' | 'symlink' | 'hardlink' | 'directory';
  /** Permission bits. */
  mode: number;
  /** Of a symlink: as written; of a hardlink: the path of another entry. */
  linkTarget?: string;
  /** Empty except for files. Readable until the next entry is requested. */
  content: AsyncIterable<Uint8Array>;
}

const types: Partial<Record<string, TarEntry['type']>> = {
  file: 'file',
  'contiguous-file': 'file',
  symlink: 'symlink',
  link: 'hardlink',
  directory: 'directory',
};

/**
 * The entries of a tar stream, one after the other.
 * @throws Error, while iterating, if the data is damaged or has types that packages lack: devices, sparse files.
 */
export async function* tarEntries(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  // Nx writes headers of the oldest kind; their checksum is verified too.
  const entries = extract({ allowUnknownFormat: true } as object);
  // An error destroys `entries`, so it reaches the loop below.
  pipeline(Readable.from(source), entries, () => undefined);
  for await (const entry of entries) {
    yield { ...describe(entry.header), content: entry as AsyncIterable<Uint8Array> };
    entry.resume();
  }
}

function describe({ name, type, mode, linkname }: Header): Omit<TarEntry, 'content'> {
  const known = types[type];
  if (!known) throw new Error(`${name} is not a file, link or directory`);
  return {
    path: name.replace(/^(\.\/)+/, '').replace(/\/+$/, ''),
    type: known,
    mode,
    ...(linkname && { linkTarget: linkname }),
  };
}
