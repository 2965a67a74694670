import type { Machine } from './machine';
import { requireNvccFits } from './nvcc-machine';

const machine = (gcc: string, glibc: string) => ({ compilers: { version: gcc }, glibc }) as Machine;

describe('requireNvccFits', () => {
  it.each([
    ['14.2.0', '2.36', 'gcc 14.2.0'],
    ['12.2.0', '2.41', 'glibc 2.41'],
  ])('rejects gcc %s with glibc %s', async (gcc, glibc, what) => {
    await expect(requireNvccFits(machine(gcc, glibc))).rejects.toThrow(what);
  });
});
