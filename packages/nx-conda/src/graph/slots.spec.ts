import { Slots } from './slots';

describe('Slots', () => {
  it('runs no more than it has at a time, and all in the end, failures included', async () => {
    const slots = new Slots(2);
    let running = 0;
    let most = 0;
    const work = async (n: number) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      if (n === 3) throw new Error('three');
      return n;
    };
    const results = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => slots.use(() => work(n))));
    expect(results.map(({ status }) => status === 'fulfilled')).toEqual([true, true, false, true, true]);
    expect(most).toBe(2);
  });
});
