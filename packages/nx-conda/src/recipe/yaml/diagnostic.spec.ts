import * as fc from 'fast-check';
import { type Diagnostic, formatDiagnostic } from './diagnostic';

const text = 'package:\n  name: cumm\nrequirements:\n  host:\n    - ccimport ==1\n    - pccm\n  run: []\n';

function diagnostic(position: Partial<Diagnostic> = {}): Diagnostic {
  return {
    file: 'recipes/cumm/recipe.yaml',
    line: 5,
    column: 7,
    message: 'ccimport is missing.',
    help: [],
    ...position,
  };
}

describe('formatDiagnostic', () => {
  it('shows the place, two lines around it and numbered help', () => {
    const shown = formatDiagnostic(diagnostic({ help: ['Build it.', 'Or remove it.'] }), text);
    expect(shown).toBe(
      [
        'recipes/cumm/recipe.yaml:5:7  ccimport is missing.',
        '',
        '  3 | requirements:',
        '  4 |   host:',
        '> 5 |     - ccimport ==1',
        '    |       ^',
        '  6 |     - pccm',
        '  7 |   run: []',
        '',
        '  1. Build it.',
        '  2. Or remove it.',
      ].join('\n'),
    );
  });

  it('is one line without text and help', () => {
    expect(formatDiagnostic(diagnostic())).toBe('recipes/cumm/recipe.yaml:5:7  ccimport is missing.');
  });

  it('has no frame for a missing line', () => {
    expect(formatDiagnostic(diagnostic({ line: 99 }), text)).toBe(
      'recipes/cumm/recipe.yaml:99:7  ccimport is missing.',
    );
  });

  it('keeps the caret below its character after tabs, CRLF and a byte order mark', () => {
    const shown = formatDiagnostic(diagnostic({ line: 1, column: 3 }), '\uFEFFa\tb\r\nc\r\n');
    expect(shown.split('\n').slice(2, 4)).toEqual(['> 1 | a b', '    |   ^']);
  });

  it('cuts a long line around the caret', () => {
    const shown = formatDiagnostic(diagnostic({ line: 1, column: 5001 }), `${'x'.repeat(5000)}!tail`);
    const [, , source = '', caret = ''] = shown.split('\n');
    expect(source.length).toBeLessThan(140);
    expect(source[caret.indexOf('^')]).toBe('!');
  });

  it('points at the character for any text and position', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), fc.nat(), fc.nat(), (lines, at, column) => {
        const content = lines.map((line) => line.replace(/[\p{Cc}\uFEFF]/gu, '_'));
        const line = at % content.length;
        const source = content[line] ?? '';
        fc.pre(source.trim() !== '');
        const target = column % source.length;
        fc.pre((source[target] ?? '').trim() !== '');
        const shown = formatDiagnostic(
          diagnostic({ line: line + 1, column: target + 1 }),
          content.join('\n'),
        ).split('\n');
        const marked = shown.findIndex((one) => one.startsWith('> '));
        expect(shown[marked]?.[shown[marked + 1]?.indexOf('^') ?? -1]).toBe(source[target]);
      }),
    );
  });
});
