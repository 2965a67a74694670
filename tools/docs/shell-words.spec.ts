import { shellCommands } from './shell-words';

const wordsOf = (block: string) => shellCommands(block).map(({ words }) => words);

describe('shellCommands', () => {
  it('splits lines, lists and pipes into commands', () => {
    expect(wordsOf('npm ci && npm run demo\nnx show projects | grep a; ls')).toEqual([
      ['npm', 'ci'],
      ['npm', 'run', 'demo'],
      ['nx', 'show', 'projects'],
      ['grep', 'a'],
      ['ls'],
    ]);
  });

  it('drops comments, redirections, and assignments before a command', () => {
    expect(wordsOf('A=1 nx graph > a.txt   # shows it\n# nothing\nB=2\n')).toEqual([['nx', 'graph']]);
  });

  it('keeps quoted texts, placeholders and # inside words together', () => {
    expect(wordsOf(`nx run <project>:conda-check --outputFile 'a b|{c}' "d#e" f#g`)).toEqual([
      ['nx', 'run', '<project>:conda-check', '--outputFile', 'a b|{c}', 'd#e', 'f#g'],
    ]);
  });

  it('joins continued lines, and counts lines', () => {
    expect(shellCommands('nx run \\\n  a:b\n\nls')).toEqual([
      { words: ['nx', 'run', 'a:b'], line: 0 },
      { words: ['ls'], line: 3 },
    ]);
  });
});
