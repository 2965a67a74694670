import { found, idsOf, recipe } from './check.fixture';
import { linesOf } from './subject.fixture';

describe('check with a comment that ignores a finding', () => {
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
    expect(findings[0]?.message).toBe('The comment ignores no-foo without a reason.');
    expect(idsOf(recipe('- foo # nx-conda-ignore no-foo'), { 'ignore-without-reason': 'off' })).toEqual([]);
  });

  it('reports a comment that ignores nothing, and warns about one for an unknown rule', () => {
    expect(idsOf(recipe('- a # nx-conda-ignore no-foo: why'))).toEqual(['info 3 unused-ignore']);
    expect(found(recipe('- foo # nx-conda-ignore no-fo: why')).map(({ message }) => message)).toEqual([
      'There is foo.',
      'No rule is called no-fo: the comment ignores nothing.',
    ]);
    expect(idsOf(recipe('- a # nx-conda-ignore no-foo: why'), { 'unused-ignore': 'off' })).toEqual([]);
  });

  it('accepts a comment for a rule that is off', () => {
    expect(idsOf(recipe('- foo # nx-conda-ignore no-foo: why'), { 'no-foo': 'off' })).toEqual([]);
  });
});
