import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { storedZstd } from './package-file.fixture';
import { decompressInJavaScript, decompressZstd } from './zstd';

/** `zstd -19` of the numbers from 1 to 40, each followed by a space: a compressed block, with checksum. */
const compressed = Buffer.from(
  'KLUv/QRozQEA8kYNCbDrJEmIcM6YRYN8scUVUzyxxBE3ZgzxdevVqU+XHr2dHfpx48WJDxcevJwc+G3X9CzHnQEAgLMoCQ==',
  'base64',
);
const numbers = Array.from({ length: 40 }, (_, index) => `${index + 1} `).join('');

describe.each([
  ['the decoder of this Node', decompressZstd],
  ['the decoder in JavaScript', decompressInJavaScript],
])('%s', (_name, decompress) => {
  const decoded = (chunks: Uint8Array[]) => buffer(decompress(Readable.from(chunks)));

  it('reads the output of zstd', async () => {
    expect((await decoded([compressed])).toString()).toBe(numbers);
  });

  it('does not depend on chunk boundaries', async () => {
    const cuts = fc.array(fc.integer({ min: 0, max: compressed.length }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(cuts, async (at) => {
        expect((await decoded(cut(compressed, at))).toString()).toBe(numbers);
      }),
      { numRuns: 50 },
    );
  });

  it('reads frames one after the other', async () => {
    expect((await decoded([compressed, compressed])).toString()).toBe(numbers + numbers);
  });

  it('reads blocks of every kind, more than a window in all', async () => {
    const data = Buffer.concat([Buffer.alloc(300_000), Buffer.from('x'.repeat(200_000) + 'y')]);
    expect((await decoded([storedZstd(data)])).equals(data)).toBe(true);
  });

  it('reads no data at all', async () => {
    expect(await decoded([storedZstd(Buffer.alloc(0))])).toHaveLength(0);
  });

  it('fails for other data', async () => {
    await expect(decoded([Buffer.from('PK: this is not a zstd frame')])).rejects.toThrow();
  });

  it('passes on an error of the source', async () => {
    const source = new Readable({ read: () => source.destroy(new Error('disk gone')) });
    await expect(buffer(decompress(source))).rejects.toThrow('disk gone');
  });
});

it.each([1, 10, 40])('the decoder in JavaScript fails if %d bytes are missing', async (missing) => {
  const source = Readable.from([compressed.subarray(0, -missing)]);
  await expect(buffer(decompressInJavaScript(source))).rejects.toThrow();
});

function cut(data: Buffer, at: number[]): Buffer[] {
  const bounds = [0, ...[...at].sort((a, b) => a - b), data.length];
  return bounds.slice(1).map((end, index) => data.subarray(bounds[index], end));
}
