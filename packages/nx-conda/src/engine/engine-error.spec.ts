import { EngineError } from './engine-error';

describe('EngineError', () => {
  it('prints what happened and the numbered next steps', () => {
    expect(new EngineError('It broke.', ['Mend it.', 'Or leave it.']).format()).toBe(
      'It broke.\n  1. Mend it.\n  2. Or leave it.',
    );
  });

  it('prints only what happened where there is nothing to do', () => {
    expect(new EngineError('It broke.').format()).toBe('It broke.');
  });
});
