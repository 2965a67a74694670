import { applyPatch, parsePatch } from 'diff';
import { ninjaPatch } from './ninja-patch';

describe('ninjaPatch', () => {
  it("imports the module from conda's package", () => {
    const writer = 'import os\nfrom ninja.ninja_syntax import Writer\nWriter()\n';
    const setup = 'REQUIRED = [\n    "pybind11",\n    "ninja>=1.9",\n]\nEXTENSION = "ninja"\n';
    const patch = ninjaPatch([
      { name: 'a/writer.py', text: writer },
      { name: 'setup.py', text: setup },
      { name: 'a/other.py', text: 'import ninja\n' },
    ]);
    const [first, second, third] = parsePatch(patch ?? '');
    expect(third).toBeUndefined();
    expect(applyPatch(writer, first ?? '')).toBe(
      'import os\ntry:\n    from ninja.ninja_syntax import Writer\nexcept ImportError:\n    from ninja_syntax import Writer\nWriter()\n',
    );
    expect(applyPatch(setup, second ?? '')).toBe(setup.replace('ninja>=1.9', 'ninja_syntax'));
  });

  it('is undefined if nothing changes', () => {
    expect(ninjaPatch([{ name: 'a.py', text: 'x = 1\n' }])).toBeUndefined();
  });
});
