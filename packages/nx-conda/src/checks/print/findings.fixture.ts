import type { Finding } from '../finding';

const recipe = {
  path: 'recipes/a b/recipe.yaml',
  text: 'package:\n  name: a\nrequirements:\n  run:\n    - torch >=2\n',
};
const script = { path: 'recipes/a b/build.sh', text: 'make\nmake 100%, a:b\n' };

/** An error with a fix, and an info over two lines with characters that need escaping. */
export const twoFindings: readonly Finding[] = [
  {
    rule: 'unknown-package-name',
    severity: 'error',
    at: { file: recipe, start: 46, end: 55 },
    ...{ line: 5, column: 7, endLine: 5, endColumn: 16 },
    message: 'torch is a name from PyPI; on conda-forge, the package is called pytorch.',
    why: 'The solver finds no candidates for torch.',
    help: ['Write `pytorch >=2`.'],
    fix: {
      description: 'Write pytorch >=2 for torch',
      edits: [{ path: recipe.path, start: 46, end: 55, text: 'pytorch >=2' }],
    },
  },
  {
    rule: 'missing-tests',
    severity: 'info',
    at: { file: script, start: 0, end: 9 },
    ...{ line: 1, column: 1, endLine: 2, endColumn: 5 },
    message: '100% of it, says a:b.',
    why: 'One line,\nand another.',
    help: ['Do this.', 'Or that.'],
  },
];
