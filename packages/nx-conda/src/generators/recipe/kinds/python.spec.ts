import { facts, plan, python, requirement } from '../facts.fixture';
import { writeRecipe } from '../write-recipe';

/** The recipe of a pure source with these requirements. */
function recipeOf(requires: string[], pythonMin?: string, requiresPython = '>=3.8'): string {
  const own = python({ requires: requires.map(requirement), requiresPython });
  return writeRecipe(plan({ facts: facts({ python: own }), pythonMin }));
}

describe('a pure Python package', () => {
  it('is not noarch if its requirements differ between platforms', () => {
    const text = recipeOf(['pywin32>=300; sys_platform=="win32"', 'uvloop; sys_platform!="win32"', 'numpy']);
    expect(text).not.toContain('noarch: python');
    expect(text).toContain(
      '  # platforms, but the source requires pywin32, uvloop on some platforms only.\n  number: 0\n',
    );
    expect(text).toContain('    - if: not win\n      then: uvloop\n');
    expect(text).toMatch(/run:\n {4}- python\n/);
    expect(text).not.toContain('compiler(');
  });

  it('is noarch, and requires everywhere what exists everywhere', () => {
    const text = recipeOf(['colorama; sys_platform=="win32"']);
    expect(text).toContain('noarch: python');
    expect(text).toContain(
      '    # The source requires this package only if sys_platform=="win32". A noarch package cannot have this condition, so\n    # the recipe always requires the package.\n    - colorama\n',
    );
  });

  it.each(['nvidia-cublas-cu12; sys_platform=="linux"', 'tomli; python_version<"3.11"', 'x; extra=="win"'])(
    'is noarch with %s',
    (marked) => expect(recipeOf([marked])).toContain('noarch: python'),
  );

  it('sets no version for a plugin that takes none from git', () => {
    const own = python({ buildRequires: [requirement('pdm-backend')] });
    const textOf = (isVersionOfGit?: boolean) =>
      writeRecipe(
        plan({ facts: facts({ python: { ...own, ...(isVersionOfGit === false && { isVersionOfGit }) } }) }),
      );
    expect(textOf()).toContain('PDM_BUILD_SCM_VERSION: ${{ version }}');
    expect(textOf(false)).not.toContain('PDM_BUILD_SCM_VERSION');
  });

  it('runs the commands that print help, and offers the others', () => {
    const own = {
      entryPoints: ['one = thing:b', 'two = thing.cli:c'],
      commandsWithHelp: ['two'],
      scripts: ['three'],
    };
    const text = writeRecipe(plan({ facts: facts({ python: python(own) }) }));
    expect(text).toContain('  - script:\n      - two --help\n');
    expect(text).toContain('  # - script:\n  #     - one --help\n  #     - three --help\n');
  });

  it('does not run commands whose module is not in the package', () => {
    const own = { entryPoints: ['dev = thing_dev.tool:main'], requires: [requirement('click')] };
    const text = writeRecipe(plan({ facts: facts({ python: python(own) }) }));
    expect(text).not.toMatch(/^ *- dev --help/m);
    expect(text).toContain(
      '# No test runs dev: nx-conda did not find the module of the command in the package.',
    );
  });

  it('uses python_min if the variants have it', () => {
    const text = recipeOf(['tomli; python_version<"3.11"'], '3.11', '>=3.12');
    expect(text).toContain('  version: "1.2.0"\n  # The source needs a newer Python than');
    expect(text).toContain('  python_min: "3.12"\n');
    expect(text).toContain('      pip_check: true\n      python_version: ${{ python_min }}.*\n');
    expect(recipeOf([], '3.11')).not.toContain('python_min: "');
    expect(recipeOf(['tomli; python_version<"3.11"'], '3.11')).not.toContain('tomli');
    expect(recipeOf(['pywin32; sys_platform=="win32"'], '3.11')).not.toContain('python_min');
  });
});
