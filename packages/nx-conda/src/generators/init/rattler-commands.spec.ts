import { commandsIn } from './rattler-commands';

describe('a command of rattler-build', () => {
  it.each([
    [
      'rattler-build build -m a.yaml --variant-config=./b.yaml -c x && other -m c.yaml',
      ['a.yaml', 'b.yaml'],
      ['x'],
    ],
    ['cmd = ["rattler-build", "build", "-m", "a.yaml", "--channel", "x"]', ['a.yaml'], ['x']],
    [
      'rattler-build publish \\\n  -m a.yaml \\\r\n  -c https://host.invalid/x',
      ['a.yaml'],
      ['https://host.invalid/x'],
    ],
    ['rattler-build build -m ${{ matrix.file }} -m $FILE -c "$CHANNEL" -m', [], []],
  ])('%s', (text, variants, channels) => {
    expect(commandsIn(text, 'f')).toMatchObject([{ file: 'f', variants, channels }]);
  });

  it('is not a comment, and not another command', () => {
    expect(
      commandsIn('# rattler-build build -m a\nrattler-build upload -c x\nmy-rattler-builder build', 'f'),
    ).toEqual([]);
  });
});
