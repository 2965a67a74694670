import { ELF_MAGIC } from './elf-header';

/** A filtered stream; `masked` is final once `content` has been read to its end. */
export interface Masking {
  content: AsyncIterable<Uint8Array>;
  masked: boolean;
}

/**
 * In an ELF file, overwrites differences between two builds of the same code with zeros; other files remain unchanged.
 * nvcc names its temporary files after its process id, `tmpxft_0000b4a1_`, and leaves the names in the code. The GNU
 * build id is a hash of the linker's output, so it depends on the process id; it carries no other information.
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
      // A trace may continue in the next chunk, and the first bytes determine the file type.
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

/** @returns whether anything was masked. */
function maskIn(data: Buffer): boolean {
  const names = maskEach(data, nvccName, nvccIdLength);
  const buildIds = maskEach(data, buildIdOwner, buildIdLength);
  return names || buildIds;
}

/** @param lengthOf number of bytes to mask after a `start` that lies before `end`; 0 without a trace. */
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

/** Little-endian, as on all conda platforms except s390x. */
function buildIdLength(data: Buffer, end: number): number {
  const lengths = end - buildIdOwner.length - 8;
  if (lengths < 0 || data.readUInt32LE(lengths) !== 'GNU\0'.length) return 0;
  const length = data.readUInt32LE(lengths + 4);
  return buildIdLengths.includes(length) && end + length <= data.length ? length : 0;
}
