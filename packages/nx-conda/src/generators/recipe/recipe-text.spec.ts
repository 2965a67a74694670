import type { SourceFacts } from '../../source/source-facts';
import { facts, plan, python } from './facts.fixture';
import { todosIn } from './recipe-text';
import { writeRecipe } from './write-recipe';

/** The TODOs in the recipe of a source, without their places. */
function todosOf(some: Partial<SourceFacts>): string[] {
  const text = writeRecipe(plan({ facts: facts({ python: python(), ...some }) }));
  return todosIn(text).map((todo) => todo.replace(/^\d+: /, ''));
}

describe('the TODOs of a recipe', () => {
  it('name the newest release if it has wheels only', () => {
    const newer = { version: '2.0', repository: 'https://github.com/some/thing' };
    expect(todosOf({ newer })).toEqual([
      'decide on the version. 2.0 is the newest release, but the package index has only wheels of it. This is 1.2.0, the newest release with an sdist. For 2.0, delete this recipe, and write a new one with --from=git:https://github.com/some/thing@<tag of 2.0>',
    ]);
    const homepage = 'https://github.com/some/other';
    const unnamed = { version: '2.0', repository: undefined };
    expect(todosOf({ newer: unnamed, homepage })[0]).toContain('--from=git:https://github.com/some/other@');
    expect(todosOf({ newer: unnamed })[0]).toContain('--from=git:<url of the repository>@');
  });

  it('name files that the source lacks, and the command for the repository', () => {
    const homepage = 'https://github.com/some/thing';
    expect(todosOf({ missingSources: ['csrc/a.cu'], homepage })).toEqual([
      'check these files, which setup.py names, but the source does not contain: csrc/a.cu. If the build does not write them, the sdist lacks them: delete this recipe, and write a new one with --from=git:https://github.com/some/thing@<tag of 1.2.0>',
    ]);
    const origin = { kind: 'path', path: '/src' } as const;
    expect(todosOf({ missingSources: ['csrc/a.cu'], origin })[0]).toMatch(/csrc\/a\.cu\.$/);
  });

  it('say that PyPI has another project under the name', () => {
    expect(todosOf({ name: 'Apex' })[0]).toMatch(
      /^check the source\. On PyPI, apex is a toolkit .* nvidia-apex\.$/,
    );
    expect(todosOf({ name: 'apex', origin: { kind: 'path', path: '/src' } })).toEqual([]);
  });

  it('end where the comment ends', () => {
    const long = 'word '.repeat(24).trim();
    expect(
      todosIn(`# TODO: ${long}\n# more words\n# An own comment.\na: 1\n  # TODO: b\n  # TODO: c\n`),
    ).toEqual([`1: ${long} more words`, '5: b', '6: c']);
  });
});
