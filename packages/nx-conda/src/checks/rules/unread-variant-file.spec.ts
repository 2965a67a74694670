import { findingsOf, linesOf } from '../subject.fixture';
import { unreadVariantFile } from './unread-variant-file';

const PYTHON = 'requirements:\n  host:\n    - python\n';

function found(recipe: string, text: string, path = 'variants.yaml', variants: Record<string, string> = {}) {
  return findingsOf(unreadVariantFile, recipe, {
    variants,
    workspace: { unreadVariants: [{ path, text }] },
  });
}

describe('unread-variant-file', () => {
  it('reports the keys that the recipe uses, at the first of them', () => {
    const findings = found(`${PYTHON}    - \${{ mpi }}\n`, 'other: [x]\npython: ["3.12"]\nmpi: [openmpi]\n');
    expect(linesOf(findings)).toEqual(['warning 2: python']);
    expect(findings[0]).toMatchObject({
      at: { file: { path: 'variants.yaml' } },
      message: 'The recipe uses python, mpi from variants.yaml, but nx-conda does not use this file.',
      help: [expect.stringContaining('Add variants.yaml to "variants"'), expect.any(String)],
    });
  });

  it('says where a file in another folder is configured', () => {
    const [finding] = found(PYTHON, '{"python": ["3.12"]}', 'recipes/variants.json');
    expect(finding?.help[0]).toContain('"variants" of the folder recipes in the option "folders"');
  });

  it('is silent about keys that the recipe does not use, or that another file sets', () => {
    expect(found(PYTHON, 'perl: ["5"]\n')).toEqual([]);
    expect(found(PYTHON, '')).toEqual([]);
    expect(
      found(PYTHON, 'python: ["3.11"]\n', 'variants.yaml', { 'variants.json': '{"python": ["3.12"]}' }),
    ).toEqual([]);
    expect(findingsOf(unreadVariantFile, PYTHON)).toEqual([]);
  });

  it('reports a file that cannot be read', () => {
    expect(found('', 'python: [\n')).toMatchObject([
      { line: 1, message: 'nx-conda does not use variants.yaml, and cannot read it.' },
    ]);
  });
});
