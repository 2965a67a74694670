import * as fc from 'fast-check';
import {
  expressionsIn,
  firstWord,
  identifiersIn,
  isTemplate,
  replaceExpressions,
  stringsIn,
  toJinja,
  wholeExpression,
} from './template';

describe('templates', () => {
  it('distinguishes the end of a dictionary from that of an expression', () => {
    expect(expressionsIn('${{ {"a": {"b": 1}}["a"] }} }}')).toEqual([' {"a": {"b": 1}}["a"] ']);
    expect(expressionsIn('${{ } }}')).toEqual([' } ']);
  });

  it.each([
    ['a-${{ b c }} >=${{ d }}', 'a-${{ b c }}'],
    ['${{ a }}-b=${{ d }}', '${{ a }}-b'],
    [' ${{ a }} ', '${{ a }}'],
    ['a', 'a'],
  ])('gives the first word of %s', (text, word) => {
    expect(firstWord(text)).toBe(word);
  });

  it('finds the expressions, including strings with braces', () => {
    expect(expressionsIn('a-${{ b }}-${{ "}}" ~ c }}')).toEqual([' b ', ' "}}" ~ c ']);
    expect(expressionsIn('${{ x }}{% if y %}z{% endif %}')).toEqual([' x ', ' if y ', ' endif ']);
    expect(expressionsIn('{{ no }}')).toEqual([]);
    expect(expressionsIn('${{ open')).toEqual([]);
  });

  it('detects a template that is one expression', () => {
    expect(wholeExpression(' ${{ a }} ')).toBe(' a ');
    expect(wholeExpression('${{ a }}${{ b }}')).toBeUndefined();
    expect(wholeExpression('x${{ a }}')).toBeUndefined();
    expect(wholeExpression('plain')).toBeUndefined();
  });

  it('changes only the delimiters for the engine', () => {
    expect(toJinja('v${{ a }}-{{ b }}')).toBe('v{{ a }}-{{ "{{" }} b }}');
  });

  it('replaces expressions', () => {
    expect(replaceExpressions('../${{ a }}/b-${{ c }}.patch', '*')).toBe('../*/b-*.patch');
  });

  it.each([
    ['python', ['python']],
    ['not win and (cuda_version != "None" or x in y)', ['win', 'cuda_version', 'x', 'y']],
    ['version.split(".")[0] | lower | default(other)', ['version', 'other']],
    ['pin_subpackage(name, upper_bound="x.x", exact=True)', ['pin_subpackage', 'name']],
    ['a is not defined and b is undefined', ['a', 'b']],
    ["match(python, '<3.9') if a == 1e5 else b", ['match', 'python', 'a', 'b']],
    ['"it\'s \\" x" ~ y', ['y']],
  ])('reads the names of %s', (expression, names) => {
    expect(identifiersIn(expression)).toEqual(names);
  });

  it('reads string literals', () => {
    expect(stringsIn(`compiler('c') ~ "a b"`)).toEqual(['c', 'a b']);
  });

  it('does not change text without templates', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!isTemplate(text) && !text.includes('{{'));
        expect(toJinja(text)).toBe(text);
        expect(expressionsIn(text)).toEqual([]);
      }),
    );
  });

  it('loses nothing: literals and expressions together are the text', () => {
    const pieces = fc.array(fc.constantFrom('${{', '}}', '{{', '"', "'", '\\', 'a', ' ', '{%', '%}'));
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('');
        const found = isTemplate(text) ? text : '';
        expressionsIn(found).forEach((expression) => expect(text).toContain(expression));
        expect(replaceExpressions(text, '').length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
