import { type Choice, decide } from './choice';

const texts = { shown: (value: string) => value, byDefault: 'none' };
const choice: Choice<string> = {
  best: { value: 'a', from: 'A' },
  others: [{ value: 'b', from: 'B', why: 'because.' }],
  notes: ['c is broken'],
};

describe('a decision', () => {
  it('is the best value if there is no terminal', async () => {
    expect(await decide('option', choice, { ask: undefined, ...texts })).toEqual({
      value: 'a',
      set: ['option: a (from A)'],
      leftOut: ['option: b (from B): because.', 'option: c is broken'],
    });
  });

  it('is the answer to a question with all values and the default', async () => {
    const asked: string[] = [];
    const answer = (index: number) => async (question: string, labels: string[]) => {
      asked.push(question, ...labels);
      return index;
    };
    expect(await decide('option', choice, { ask: answer(1), ...texts })).toMatchObject({
      value: 'b',
      set: ['option: b (from B)'],
      leftOut: ['option: c is broken'],
    });
    expect(asked).toEqual(['Which option should nx-conda use?', 'a (A)', 'b (B)', 'none (the default)']);
    const byDefault = await decide('option', choice, { ask: answer(2), ...texts });
    expect(byDefault).not.toHaveProperty('value');
    expect(byDefault.set).toEqual([]);
  });

  it('needs no question if there is one value', async () => {
    const ask = () => Promise.reject(new Error('asked'));
    expect(await decide('option', { ...choice, others: [] }, { ask, ...texts })).toMatchObject({
      value: 'a',
    });
    expect(await decide('option', { others: [], notes: [] }, { ask, ...texts })).toEqual({
      set: [],
      leftOut: [],
    });
  });
});
