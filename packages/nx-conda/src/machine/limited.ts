/** @throws Error, while iterating, if the data exceeds this number of bytes */
export async function* limited(source: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > bytes) throw new Error(`the content is larger than ${bytes} bytes, the limit of nx-conda`);
    yield chunk;
  }
}
