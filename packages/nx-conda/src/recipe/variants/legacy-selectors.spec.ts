import { selectLines } from './legacy-selectors';

describe('selectLines', () => {
  const text = 'a:\n  - 1  # [linux]\n  - 2  # [osx]\n  - 3  # no selector\n';

  it('blanks the lines for other platforms, and keeps every offset', () => {
    expect(selectLines(text, 'linux-64')).toEqual({
      text: `a:\n  - 1  # [linux]\n${' '.repeat('  - 2  # [osx]'.length)}\n  - 3  # no selector\n`,
      undecided: [],
    });
    expect(selectLines(text.replaceAll('\n', '\r\n'), 'linux-64').text).toHaveLength(text.length + 4);
  });

  it('keeps an undecidable line, and reports it', () => {
    const line = '  - 4  # [cuda_enabled]\n';
    expect(selectLines(line, 'linux-64')).toEqual({ text: line, undecided: [0] });
  });
});
