import fc from 'fast-check';
import { blocksOf } from './blocks';
import { readCommands } from './read-commands';

/** `name(argument|argument)`, for each command. */
function shown(text: string): string[] {
  return readCommands(text).map(({ name, args }) => `${name}(${args.map((one) => one.text).join('|')})`);
}

describe('readCommands', () => {
  it.each([
    ['# find_package(No)\nfind_package(Yes)', ['find_package(Yes)']],
    ['#[[ a(b)\n c(d) ]] e(f) #[==[ ]] g(h) ]==] i()', ['e(f)', 'i()']],
    ['set(X "a b;c" [[d ${e}]] [=[f]]]=])', ['set(X|a b;c|d ${e}|f]])']],
    ['MESSAGE("quoted \\"twice\\" # no comment")', ['message(quoted "twice" # no comment)']],
    ['if(A AND (B OR NOT C))', ['if(A|AND|(|B|OR|NOT|C|))']],
    ['add(-DX="a b" c # d )\n e)', ['add(-DX="a b"|c|e)']],
    ['set(X "without an end', ['set(X|without an end)']],
    ['set(X [[without an end', ['set(X|without an end)']],
    ['a b(c) ) d(', ['b(c)', 'd()']],
  ])('reads %j', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it('knows the line of each command', () => {
    expect(readCommands('a()\n\n#[[\n]]\nb(\n c)\nd()').map(({ line }) => line)).toEqual([1, 5, 7]);
  });

  it('never fails, and ends', () => {
    for (const text of ['"', '[', '[=', '[[', '#[[', '(', 'a(', 'a("', '\\', '${', 'if(', 'a(b"c" '])
      blocksOf(readCommands(text.repeat(300_000 / text.length)));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readCommands(text).length >= 0));
  });
});

describe('blocksOf', () => {
  it('nests branches, loops and functions', () => {
    const text =
      'if(A)\nb()\nelseif(C)\nelse()\nforeach(x y)\nd()\nendforeach()\nendif()\nfunction(f)\ne()\nendfunction()\ng()';
    const [first, second, third] = blocksOf(readCommands(text));
    expect(first).toMatchObject({
      kind: 'if',
      branches: [
        { condition: [{ text: 'A' }], body: [{ command: { name: 'b' } }] },
        { condition: [{ text: 'C' }], body: [] },
        { condition: undefined, body: [{ kind: 'loop', body: [{ command: { name: 'd' } }] }] },
      ],
    });
    expect(second).toMatchObject({ kind: 'definition', body: [{ command: { name: 'e' } }] });
    expect(third).toMatchObject({ kind: 'command', command: { name: 'g' } });
  });

  it('reads on after ends without a start', () => {
    expect(blocksOf(readCommands('endif()\nelse()\nendforeach()\na()'))).toHaveLength(1);
  });
});
