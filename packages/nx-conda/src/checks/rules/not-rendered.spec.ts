import { check } from '../check';
import { findingsOf, linesOf, subjectFrom, type Surroundings } from '../subject.fixture';
import { notRendered } from './not-rendered';

/** rattler-build's message in the form of 0.74. */
const refusal = (cause: string, place: string, kind = 'parse recipe') =>
  `Error:   × Failed to ${kind}\n  ╰─▶ ${cause}\n   ╭─[/w/recipes/a/${place}]\n 5 │   host:\n   ╰────\n`;
const undefinedIn = (template: string, place: string) =>
  refusal(
    `Jinja template error: Template rendering failed: undefined value (in\n      <string>:1) (template: ${template})`,
    place,
    'render recipe with variants',
  );
const found = (recipe: string, reason: string, surroundings: Surroundings = {}) =>
  findingsOf(notRendered, recipe, { ...surroundings, workspace: { notRendered: reason } });
const host = (item: string) => `package:\n  name: a\n  version: "1"\nrequirements:\n  host:\n    - ${item}\n`;

describe('not-rendered', () => {
  it("reports rattler-build's error at its place, in its words", () => {
    const reason = refusal(
      "invalid value for 'item': unable to parse version spec: => 1.0",
      'recipe.yaml:6:7',
    );
    const [finding] = found(host('libgrid => 1.0 # why'), reason);
    expect(linesOf(finding ? [finding] : [])).toEqual(['error 6: libgrid => 1.0']);
    expect(finding?.column).toBe(7);
    expect(finding?.message).toBe(
      "rattler-build refuses the recipe: invalid value for 'item': unable to parse version spec: => 1.0.",
    );
    expect(finding?.help[0]).toMatch(/^Write a name and, if needed, a version/);
  });

  it('says which variants a line is for', () => {
    const recipe = host('if: x == "2"\n      then: y => 1');
    const [finding] = found(recipe, refusal('unable to parse version spec: => 1', 'recipe.yaml:7:13'));
    expect(finding?.why).toBe(
      'No package of the recipe can be built. This line is used only if `x == "2"`, but because of this error, rattler-build renders no variant at all, not even those without this line.',
    );
  });

  it.each([
    ['a variant key', '${{ grid_versionn }}', 'grid_version'],
    ['a key with a dash', '${{ my_kye | int }}', 'my_key'],
    ['a key of the context', '${{ "a" if nmae else b }}', 'name'],
    ['a platform', '${{ "a" if linx }}', 'linux'],
  ])('proposes %s for an undefined one', (_, template, close) => {
    const recipe = `context:\n  name: a\npackage:\n  name: a\n  version: ${template}\n`;
    const variants = { 'variants.yaml': 'grid_version: [1]\nmy-key: [2]\n' };
    const [finding] = found(recipe, undefinedIn(template, 'recipe.yaml:5:12'), { variants });
    expect([finding?.severity, finding?.help[0]]).toEqual(['error', `Did you mean ${close}?`]);
  });

  it('proposes nothing if no name is close', () => {
    const [finding] = found(host('${{ other }}'), undefinedIn('${{ other }}', 'recipe.yaml:6:7'));
    expect(finding?.help[0]).toBe('Check the spelling of the variable.');
  });

  it('reports the place in a variant file', () => {
    const surroundings = { besides: { 'variants.yaml': 'a: [1]\nb: {\n' } };
    expect(() => found(host('x'), '', surroundings)).toThrow();
    const [finding] = found(host('x'), refusal('bad value', 'variants.yaml:2:4'), {
      besides: { 'variants.yaml': 'a: [1]\nb: {c: 1}\n' },
    });
    expect([finding?.at.file.path, finding?.line]).toEqual(['recipes/a/variants.yaml', 2]);
  });

  it.each([
    ['the environment', refusal('Environment variable FOO not found', 'recipe.yaml:6:7')],
    ['git', refusal('failed to run git: not a git repository', 'recipe.yaml:6:7')],
    ['an unknown failure', 'rattler-build failed without a message'],
  ])('is a warning about %s, which another machine may not have', (_, reason) => {
    const findings = found(host('x'), reason);
    expect(findings.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
      'warning rattler-build could not render the recipe.',
    ]);
    expect(findings[0]?.why).toBe(reason);
  });

  it('leaves a mistake to the rule that knows more about it', () => {
    const text = 'package:\n  name: a\n  version: "1"\nabuot:\n  license: MIT\n';
    const reason = refusal("invalid value for 'recipe': unknown field 'abuot'", 'recipe.yaml:4:1');
    const rules = check(subjectFrom(text, { workspace: { notRendered: reason } })).map(({ rule }) => rule);
    expect(rules).toContain('unknown-key');
    expect(rules).not.toContain('not-rendered');
  });

  it('is silent if it renders, or was not tried', () => {
    expect(findingsOf(notRendered, 'about: {}\n')).toEqual([]);
  });
});
