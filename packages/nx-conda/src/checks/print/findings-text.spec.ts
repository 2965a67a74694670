import { findingsSummary, findingsText } from './findings-text';
import { twoFindings } from './findings.fixture';

const mark = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
const colors = { red: mark('r'), yellow: mark('y'), cyan: mark('c'), dim: mark('d') };

describe('findingsText', () => {
  it('shows the code, the reason and instructions; no code for an info', () => {
    expect(findingsText(twoFindings, colors)).toBe(
      `recipes/a b/recipe.yaml:5:7  <r>error</r>  torch is a name from PyPI; on conda-forge, the package is called pytorch.  <d>unknown-package-name</d>

  3 | requirements:
  4 |   run:
> 5 |     - torch >=2
    |       ^
  6 |

  The solver finds no candidates for torch.
  1. Write \`pytorch >=2\`.
  2. Or let --fix make this change: Write pytorch >=2 for torch.

recipes/a b/build.sh:1:1  <c>info</c>  100% of it, says a:b.  <d>missing-tests</d>
  One line,
  and another.
  1. Do this.
  2. Or that.`,
    );
  });

  it('does not offer --fix for an info: it changes only errors and warnings', () => {
    const [error] = twoFindings;
    const shown = (severity: 'warning' | 'info') =>
      findingsText(error ? [{ ...error, severity }] : [], colors);
    expect(shown('warning')).toContain('\n  2. Or let --fix make this change: ');
    expect(shown('info')).toContain('\n  1. Write `pytorch >=2`.');
    expect(shown('info')).not.toContain('--fix');
  });
});

describe('findingsSummary', () => {
  const [error, info] = twoFindings;
  const summary = (...findings: (typeof error)[]) =>
    findingsSummary(
      findings.flatMap((one) => one ?? []),
      'recipes/a/recipe.yaml',
      'nx run a:conda-check',
    );
  const warning = error && { ...error, severity: 'warning' as const };

  it('counts, and says how to fix', () => {
    expect(summary()).toBe('recipes/a/recipe.yaml: no problems found.');
    expect(summary(error, info)).toBe(
      'recipes/a/recipe.yaml: 1 error, 1 info. 1 can be fixed with nx run a:conda-check --fix',
    );
    expect(summary(warning, warning, info, info)).toBe(
      'recipes/a/recipe.yaml: 2 warnings, 2 info. 2 can be fixed with nx run a:conda-check --fix',
    );
    expect(summary(info)).toBe('recipes/a/recipe.yaml: 1 info.');
  });

  it('does not count fixes of infos: they are not applied', () => {
    expect(summary(error && { ...error, severity: 'info' })).toBe('recipes/a/recipe.yaml: 1 info.');
  });
});
