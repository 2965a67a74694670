import { execFileSync } from 'node:child_process';
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeNonblocking } from './write-nonblocking';

/** More than a pipe holds. */
const LONG = `${'x'.repeat(300_000)}\n`;

describe('writeNonblocking', () => {
  let folder: string;
  let pipe: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nx-conda-write-'));
    pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('appends to a file', async () => {
    const file = join(folder, 'log');
    writeFileSync(file, 'first\n');
    await writeNonblocking(file, 'second ✔\n');
    expect(readFileSync(file, 'utf8')).toBe('first\nsecond ✔\n');
  });

  it('waits for a reader that is slower', async () => {
    const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    const written = writeNonblocking(pipe, LONG);
    let read = 0;
    while (read < LONG.length) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      read += available(reader);
    }
    await written;
    closeSync(reader);
    expect(read).toBe(LONG.length);
  });

  it('gives up if the reader takes nothing, or if there is no reader', async () => {
    await expect(writeNonblocking(pipe, 'x')).rejects.toThrow('ENXIO');
    const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    await expect(writeNonblocking(pipe, LONG)).rejects.toThrow('EAGAIN');
    closeSync(reader);
  });
});

function available(reader: number): number {
  try {
    return readSync(reader, Buffer.alloc(65_536));
  } catch {
    return 0;
  }
}
