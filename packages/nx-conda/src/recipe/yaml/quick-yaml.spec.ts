import fc from 'fast-check';
import { stringify } from 'yaml';
import { differenceOfReaders } from './compare-readers.fixture';
import { quickYaml } from './quick-yaml';

const plain = `# comment
context:
  version: "1.10"   # quoted
  name: 'it''s'
  long: >-
    folded
    text

  script: |  # header > here
    if x: y
requirements:
  host: [python, {if: win, then: m2}, "a: b"]
  run:
  - numpy
  -   - nested
      - list
  empty:
about: a plain text
  over two lines
`;

/** YAML in several equivalent spellings. */
const documents = fc
  .tuple(
    fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })),
    fc.record({
      indent: fc.constantFrom(2, 4),
      indentSeq: fc.boolean(),
      lineWidth: fc.constantFrom(0, 20, 80),
      collectionStyle: fc.constantFrom('any' as const, 'block' as const, 'flow' as const),
      defaultStringType: fc.constantFrom(
        'PLAIN' as const,
        'QUOTE_SINGLE' as const,
        'QUOTE_DOUBLE' as const,
        'BLOCK_FOLDED' as const,
        'BLOCK_LITERAL' as const,
      ),
      defaultKeyType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const),
    }),
  )
  .map(([value, options]) => stringify(value, options));

describe('quickYaml', () => {
  it('reads a plain document', () => {
    expect(quickYaml(plain, 'x.yaml')).toBeDefined();
    expect(differenceOfReaders(plain)).toBeUndefined();
    expect(differenceOfReaders(plain.replaceAll('\n', '\r\n'))).toBeUndefined();
  });

  it.each([
    ['an anchor', 'a: &x b'],
    ['an alias', 'a: &x b\nc: *x'],
    ['a tag', 'a: !!str b'],
    ['a second document', 'a: b\n---\nc: d'],
    ['a directive', '%YAML 1.2\n---\na: b'],
    ['a byte order mark', '\uFEFFa: b'],
    ['a mistake', 'a: [b'],
    ['nothing', ''],
    ['deep nesting', '['.repeat(60) + ']'.repeat(60)],
  ])('leaves %s to the thorough reader', (_what, text) => {
    expect(quickYaml(text, 'x.yaml')).toBeUndefined();
  });

  it('gives the nodes of the thorough reader', () => {
    fc.assert(
      fc.property(documents, (text) => {
        expect(differenceOfReaders(text)).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });
});
