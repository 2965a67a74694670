import fc from 'fast-check';
import { isScalar, type Scalar } from 'yaml';
import { applyEdits } from './edits';
import { child, textOf } from '../yaml/nodes';
import { parseRecipeToEdit } from '../parts/parse';
import { scalarEdit, versionEdits } from './scalar-edit';

const version = fc.array(fc.nat(99), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'));
const filler = fc.constantFrom('', '# ü 1.2.3\n', 'extra: {version: "1.2.3"}\n', '\n\n');
const quote = fc.constantFrom('', '"', "'");
const lineEnd = fc.constantFrom('\n', '\r\n');

function versionOf(text: string): { yaml: ReturnType<typeof parseRecipeToEdit>; node: Scalar } {
  const yaml = parseRecipeToEdit(text, 'recipe.yaml');
  const node = child(yaml.root, 'package', 'version');
  if (!isScalar(node)) throw new Error('no version');
  return { yaml, node };
}

describe('scalarEdit', () => {
  it('changes the value and no other byte', () => {
    fc.assert(
      fc.property(filler, quote, version, version, lineEnd, (around, mark, from, to, end) => {
        const before = `${around}package:\n  name: a\n  version:  ${mark}${from}${mark}  # 1.2\n`;
        const text = `${before}about: {summary: x}\n`.replaceAll('\n', end);
        const { yaml, node } = versionOf(text);
        const edit = scalarEdit(yaml, node, to);
        const after = applyEdits(text, [edit]);
        expect(after.slice(0, edit.start)).toBe(text.slice(0, edit.start));
        expect(after.slice(edit.start + edit.text.length)).toBe(text.slice(edit.end));
        expect(textOf(versionOf(after).node)).toBe(to);
        expect(edit.text.replaceAll(/["']/g, '')).toBe(to);
      }),
    );
  });

  it.each([
    ['1.2.3', '2', '"2"'],
    ['1', '2', '2'],
    ['"1.2"', '2', '"2"'],
    ["'1.2'", '1.3', "'1.3'"],
    ['1.2', '1e5', '"1e5"'],
    ['1.2.3', '0b11', '"0b11"'],
    ['1.2.3', '0b4b17ea', '0b4b17ea'],
    ['1.2.3', '0o18', '0o18'],
  ])('writes %s as %s: %s', (from, to, expected) => {
    const { yaml, node } = versionOf(`package: {name: a, version: ${from}}\n`);
    expect(scalarEdit(yaml, node, to).text).toBe(expected);
  });

  it('rejects a value over several lines, with its place', () => {
    const { yaml, node } = versionOf('package:\n  name: a\n  version: >-\n    1.2\n');
    expect(() => scalarEdit(yaml, node, '2')).toThrow(
      'recipe.yaml:3:12 Cannot edit this value: it is not on one line.',
    );
  });

  it('rejects a value that needs escapes', () => {
    const { yaml, node } = versionOf('package: {name: a, version: "1"}\n');
    expect(() => scalarEdit(yaml, node, '1"\nx: y')).toThrow(RangeError);
  });
});

describe('versionEdits', () => {
  it('finds a version as a whole word', () => {
    const text = 'package: {name: a, version: "https://x.org/v1.2/a-1.2.tar.gz?11.2&1.2.3"}\n';
    const { yaml, node } = versionOf(text);
    expect(applyEdits(text, versionEdits(yaml, node, '1.2', '1.10'))).toContain(
      'v1.10/a-1.10.tar.gz?11.2&1.2.3',
    );
  });
});
