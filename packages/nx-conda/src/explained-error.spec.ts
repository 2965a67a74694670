import { ExplainedError } from './explained-error';

describe('ExplainedError', () => {
  it('prints what happened and the numbered next steps', () => {
    expect(new ExplainedError('It broke.', ['Mend it.', 'Or leave it.']).format()).toBe(
      'It broke.\n  1. Mend it.\n  2. Or leave it.',
    );
  });

  it('prints only what happened where there is nothing to do', () => {
    expect(new ExplainedError('It broke.').format()).toBe('It broke.');
  });
});
