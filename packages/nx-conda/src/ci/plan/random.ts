/** Numbers from 0 to below 1 that look random, and are the same ones for the same seed: an xorshift generator. */
export function randomNumbers(seed: number): () => number {
  // The state must not be 0.
  let state = (seed | 0) ^ 0x5bd1e995 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
