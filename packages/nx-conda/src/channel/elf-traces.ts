import { ELF_MAGIC } from './elf-header';

/** What became of a stream; `masked` is final once `content` has been read to its end. */
export interface Masking {
  content: AsyncIterable<Uint8Array>;
  masked: boolean;
}

/**
 * In an ELF file, overwrites with zeros what differs between two builds of the same code; any other file stays as it
 * is. nvcc names its temporary files after its process id, `tmpxft_0000b4a1_`, and leaves the names in the code. The
 * GNU build id is a hash of all that the linker wrote, so it carries the process id on; it says nothing else.
 */
export function maskElfTraces(source: AsyncIterable<Uint8Array>): Masking {
  const masking: Masking = { masked: false, content: masked() };
  return masking;

  async function* masked(): AsyncGenerator<Uint8Array> {
    let isElf: boolean | undefined;
    let held: Uint8Array = new Uint8Array(0);
    for await (const chunk of source) {
      const data = isElf === false ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
      if (isElf === undefined && data.length >= ELF_MAGIC.length) isElf = startsWithMagic(data);
      if (isElf && maskIn(data)) masking.masked = true;
      // A trace may go on in the next chunk, and the first bytes decide what the file is.
      const ready = isElf === false ? data.length : Math.max(0, data.length - longestTrace + 1);
      yield data.subarray(0, ready);
      held = data.subarray(ready);
    }
    yield held;
  }
}

const nvccName = Buffer.from('tmpxft_');
/** A note is: length of the owner, length of the id, type 3, owner, id; the numbers have 4 bytes (elf(5)). */
const buildIdOwner = Buffer.from('\x03\0\0\0GNU\0', 'latin1');
const buildIdLengths = [8, 16, 20];
const longestTrace = 8 + buildIdOwner.length + 20;

function startsWithMagic(data: Buffer): boolean {
  return data.subarray(0, ELF_MAGIC.length).equals(ELF_MAGIC);
}

/** @returns whether there was anything to mask. */
function maskIn(data: Buffer): boolean {
  const names = maskEach(data, nvccName, nvccIdLength);
  const buildIds = maskEach(data, buildIdOwner, buildIdLength);
  return names || buildIds;
}

/** @param lengthOf how many bytes to mask behind `start`, of which there is one before `end`; 0 for no trace. */
function maskEach(data: Buffer, start: Buffer, lengthOf: (data: Buffer, end: number) => number): boolean {
  let found = false;
  for (let at = data.indexOf(start); at >= 0; at = data.indexOf(start, at + 1)) {
    const end = at + start.length;
    const length = lengthOf(data, end);
    data.fill(0, end, end + length);
    found ||= length > 0;
  }
  return found;
}

function nvccIdLength(data: Buffer, end: number): number {
  return /^[0-9a-f]{8}_$/.test(data.toString('latin1', end, end + 9)) ? 8 : 0;
}

/** Little-endian, as on every platform that conda packages are built for but s390x. */
function buildIdLength(data: Buffer, end: number): number {
  const lengths = end - buildIdOwner.length - 8;
  if (lengths < 0 || data.readUInt32LE(lengths) !== 'GNU\0'.length) return 0;
  const length = data.readUInt32LE(lengths + 4);
  return buildIdLengths.includes(length) && end + length <= data.length ? length : 0;
}
