import { check, type Severities } from './check';
import { finder, found, idsOf, recipe } from './check.fixture';
import type { Rule } from './rule';
import { subjectFrom } from './subject.fixture';
import { placeOf } from '../recipe/yaml/place';

describe('check', () => {
  it('gives each finding its rule, its severity and its place', () => {
    const [finding] = found(recipe('- foo'));
    expect(finding).toMatchObject({
      rule: 'no-foo',
      severity: 'warning',
      line: 3,
      column: 7,
      endLine: 3,
      endColumn: 10,
    });
  });

  it('takes severities from the options, also if the problem has its own', () => {
    expect(idsOf(recipe('- foo', '- bar'), { 'no-foo': 'error', 'no-bar': 'off' })).toEqual([
      'error 3 no-foo',
    ]);
    const mild: Rule = {
      ...finder('mild', 'foo'),
      *check(subject) {
        yield {
          at: placeOf(subject, subject.recipe.root),
          message: 'm',
          why: 'w',
          help: [],
          severity: 'info',
        };
      },
    };
    const severityOf = (severities: Severities) =>
      check(subjectFrom(recipe('- foo')), severities, [mild]).map(({ severity }) => severity);
    expect(severityOf({})).toEqual(['info']);
    expect(severityOf({ mild: 'error' })).toEqual(['error']);
  });

  it('orders by file, the recipe first, then by line, then by rule', () => {
    const besides = { 'build.sh': 'bar\nfoo\n', 'a.sh': '' };
    const order = found(`${recipe('- foo', '- bar')}about: {}\n`, {}, { besides });
    expect(order.map(({ at, line }) => `${at.file.path}:${line}`)).toEqual([
      'recipes/a/recipe.yaml:3',
      'recipes/a/recipe.yaml:4',
      'recipes/a/build.sh:1',
      'recipes/a/build.sh:2',
    ]);
  });

  it('reports a finding once if it is reached twice', () => {
    const twice: Rule = {
      ...finder('twice', 'foo'),
      check: (subject) => [...finder('', 'foo').check(subject), ...finder('', 'foo').check(subject)],
    };
    expect(check(subjectFrom(recipe('- foo')), {}, [twice])).toHaveLength(1);
  });
});
