import { findingsJson } from './findings-json';
import { twoFindings } from './findings.fixture';

describe('findingsJson', () => {
  it('is one line with every place and fix', () => {
    const json = findingsJson(twoFindings, 'a', 'recipes/a b/recipe.yaml');
    expect(json).not.toContain('\n');
    expect(JSON.parse(json)).toEqual({
      project: 'a',
      recipe: 'recipes/a b/recipe.yaml',
      findings: [
        {
          rule: 'unknown-package-name',
          severity: 'error',
          file: 'recipes/a b/recipe.yaml',
          ...{ line: 5, column: 7, endLine: 5, endColumn: 16 },
          message: 'torch is a name from PyPI; on conda-forge, the package is called pytorch.',
          why: 'The solver finds no candidates for torch.',
          help: ['Write `pytorch >=2`.'],
          fix: {
            description: 'Write pytorch >=2 for torch',
            edits: [{ path: 'recipes/a b/recipe.yaml', start: 46, end: 55, text: 'pytorch >=2' }],
          },
        },
        {
          rule: 'missing-tests',
          severity: 'info',
          file: 'recipes/a b/build.sh',
          ...{ line: 1, column: 1, endLine: 2, endColumn: 5 },
          message: '100% of it, says a:b.',
          why: 'One line,\nand another.',
          help: ['Do this.', 'Or that.'],
        },
      ],
    });
  });

  it('names the recipe without findings', () => {
    expect(findingsJson([], 'a', 'r')).toBe('{"project":"a","recipe":"r","findings":[]}');
  });
});
