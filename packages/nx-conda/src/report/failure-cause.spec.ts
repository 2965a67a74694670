import { failureCause } from './failure-cause';

const red = (text: string) => `\n\u001b[1m\u001b[31m${text}\u001b[39m\u001b[22m\n`;

describe('failureCause', () => {
  it('takes the last error, and separates its next steps and the log', () => {
    const error =
      'lib/recipe.yaml was not built.\n\nNo channel has zlip.\nLog: dist/conda/lib/build.log\n  1. Check the spelling.\n  2. Add a channel.';
    expect(failureCause(`checking\n${red('an earlier error')}Error: no\n${red(error)}`)).toEqual({
      cause: 'lib/recipe.yaml was not built.\n\nNo channel has zlip.',
      steps: ['Check the spelling.', 'Add a channel.'],
      log: ['checking', '', 'an earlier error', 'Error: no'],
    });
  });

  it('takes the last paragraph if there are no colors', () => {
    const output = 'compiling\nError: no\n\nlib/recipe.yaml was not built.\n  1. Try again.\n';
    expect(failureCause(output)).toEqual({
      ...{ cause: 'lib/recipe.yaml was not built.', steps: ['Try again.'] },
      log: ['compiling', 'Error: no', ''],
    });
  });

  it('says that there is no error', () => {
    for (const nothing of [undefined, '', '\n\n'])
      expect(failureCause(nothing)).toEqual({ cause: 'The task printed no error.', steps: [], log: [] });
  });

  it('keeps only the end of a long log, without what a terminal would have erased', () => {
    const lines = Array.from(
      { length: 200 },
      (_, index) => `10 %\r20 %\r\u001b[32mline ${index}\u001b[0m\u0007`,
    );
    const { log } = failureCause(`${lines.join('\n')}\n${red('no')}`);
    expect(log).toHaveLength(60);
    expect(log.at(-1)).toBe('line 199');
    expect(failureCause(`${'x'.repeat(9999)}\n${red('no')}`).log[0]).toHaveLength(501);
  });
});
