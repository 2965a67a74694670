import { check, type Severities } from './check';
import type { Rule } from './rule';
import { placeOf } from './subject';
import { linesOf, subjectFrom, type Surroundings } from './subject.fixture';
import { findInScript } from './scripts';

/** Finds the requirements of a name, and the word in scripts. */
const finder = (id: string, word: string): Rule => ({
  id,
  severity: 'warning',
  summary: `Finds ${word}`,
  *check(subject) {
    const shared = { message: `There is ${word}.`, why: 'It is there.', help: [] };
    for (const item of subject.items.filter(({ text }) => text === word))
      yield { ...shared, at: placeOf(subject, item.node) };
    for (const script of subject.scripts)
      for (const at of findInScript(script, new RegExp(`\\b${word}\\b`, 'g'))) yield { ...shared, at };
  },
});
const rules = [finder('no-foo', 'foo'), finder('no-bar', 'bar')];
const recipe = (...lines: string[]) =>
  `requirements:\n  run:\n${lines.map((line) => `    ${line}\n`).join('')}`;
const found = (text: string, severities: Severities = {}, more: Surroundings = {}) =>
  check(subjectFrom(text, more), severities, rules);
const idsOf = (...args: Parameters<typeof found>) =>
  found(...args).map(({ severity, rule, line }) => `${severity} ${line} ${rule}`);

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

  it('takes severities from the options, also where the problem has one of its own', () => {
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

  it('says once what is reached twice', () => {
    const twice: Rule = {
      ...finder('twice', 'foo'),
      check: (subject) => [...finder('', 'foo').check(subject), ...finder('', 'foo').check(subject)],
    };
    expect(check(subjectFrom(recipe('- foo')), {}, [twice])).toHaveLength(1);
  });

  describe('where a comment ignores a finding', () => {
    it.each([
      ['in its line', recipe('- foo # nx-conda-ignore no-foo: why')],
      ['in the line above', recipe('# nx-conda-ignore no-foo: why', '- foo')],
      ['in the line above, with others', recipe('# nx-conda-ignore no-bar, no-foo: why', '- foo')],
      ['for the whole file', recipe('- foo', '- foo', '# nx-conda-ignore-file no-foo: why')],
    ])('is silent: %s', (_, text) => {
      expect(idsOf(text)).toEqual([]);
    });

    it('is not silent about other rules, and two lines below', () => {
      expect(idsOf(recipe('# nx-conda-ignore no-foo: why', '- foo', '- foo', '- bar'))).toEqual([
        'warning 5 no-foo',
        'warning 6 no-bar',
      ]);
      expect(idsOf(recipe('# nx-conda-ignore no-foo: why', '- bar'))).toEqual([
        'info 3 unused-ignore',
        'warning 4 no-bar',
      ]);
    });

    it('looks into scripts, in the comments of their language', () => {
      const besides = {
        'build.sh': 'foo # nx-conda-ignore no-foo: why\n',
        'build.bat': '@rem nx-conda-ignore no-foo: why\nfoo\n',
      };
      expect(idsOf('about: {}\n', {}, { besides })).toEqual([]);
      const unused = { 'build.sh': '# nx-conda-ignore no-foo: why\nmake\n' };
      expect(idsOf('about: {}\n', {}, { besides: unused })).toEqual(['info 1 unused-ignore']);
    });

    it('asks for a reason', () => {
      const findings = found(recipe('- foo # nx-conda-ignore no-foo'));
      expect(linesOf(findings)).toEqual(['warning 3: # nx-conda-ignore no-foo']);
      expect(findings[0]?.message).toBe('Nobody will know why no-foo is ignored here.');
      expect(idsOf(recipe('- foo # nx-conda-ignore no-foo'), { 'ignore-without-reason': 'off' })).toEqual([]);
    });

    it('tells of a comment that ignores nothing, and warns of one for a rule that is not there', () => {
      expect(idsOf(recipe('- a # nx-conda-ignore no-foo: why'))).toEqual(['info 3 unused-ignore']);
      expect(found(recipe('- foo # nx-conda-ignore no-fo: why')).map(({ message }) => message)).toEqual([
        'There is foo.',
        'There is no rule no-fo: nothing is ignored.',
      ]);
      expect(idsOf(recipe('- a # nx-conda-ignore no-foo: why'), { 'unused-ignore': 'off' })).toEqual([]);
    });

    it('is content with a comment for a rule that is off', () => {
      expect(idsOf(recipe('- foo # nx-conda-ignore no-foo: why'), { 'no-foo': 'off' })).toEqual([]);
    });
  });
});
