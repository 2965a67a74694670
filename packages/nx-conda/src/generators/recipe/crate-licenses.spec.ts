import type { SourceFacts } from '../../source/source-facts';
import { facts, plan, python } from './facts.fixture';
import type { NameKnowledge } from './requirements/conda-name';
import { writeRecipe } from './write-recipe';

const RUST = { languages: ['rust'], python: python({ isPure: false }) };

function recipeOf(some: Partial<SourceFacts>, names?: NameKnowledge): string {
  return writeRecipe(plan({ facts: facts({ ...RUST, ...some }), ...(names && { names }) }));
}

describe('the licenses of crates', () => {
  it('are written by the build, and go into the package', () => {
    const text = recipeOf({ crate: '.' });
    expect(text).toContain(
      '    - cargo-bundle-licenses --format yaml --output THIRDPARTY.yml\n    - ${{ PYTHON }}',
    );
    expect(text).toContain("    - ${{ stdlib('c') }}\n    - cargo-bundle-licenses\n");
    expect(text).toContain('  license_file:\n    - LICENSE\n    - THIRDPARTY.yml\n');
  });

  it('are those of the crate in its folder', () => {
    expect(recipeOf({ crate: 'bindings/python' })).toContain(
      [
        '    - cd bindings/python',
        '    - cargo-bundle-licenses --format yaml --output ../../THIRDPARTY.yml',
        '    - cd ../..',
      ].join('\n'),
    );
  });

  it('are in the script of a CUDA extension, too', () => {
    const text = writeRecipe(plan({ kind: 'cuda-extension', facts: facts({ ...RUST, crate: '.' }) }));
    expect(text).toContain(
      '      cargo-bundle-licenses --format yaml --output THIRDPARTY.yml\n      $PYTHON -m pip',
    );
  });

  it('are not written if the source has them', () => {
    expect(recipeOf({ crate: '.', licenseFiles: ['LICENSE', 'THIRDPARTY.yml'] })).not.toContain(
      'cargo-bundle',
    );
  });

  it.each<[string, Partial<SourceFacts>, NameKnowledge | undefined]>([
    ['no channel has the program', { crate: '.' }, { workspace: new Set(), channels: new Set(['rust']) }],
    ['the crate is not found', {}, undefined],
    ['its folder is no plain path', { crate: 'a b' }, undefined],
  ])('are a TODO if %s', (_, some, names) => {
    const text = recipeOf(some, names);
    expect(text).toContain('# TODO: add the licenses of the Rust crates that are linked into the package.');
    expect(text).toContain('  license_file: LICENSE\n');
    expect(text).not.toContain('    - cargo');
  });

  it('do not replace the license of the source', () => {
    expect(recipeOf({ crate: '.', licenseFiles: [] })).toContain(
      '# TODO: put a license file beside the recipe',
    );
  });

  it('concern no package without Rust', () => {
    expect(recipeOf({ languages: ['cxx'], crate: '.' })).not.toContain('THIRDPARTY');
  });
});
