import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { configVariables } from './git-config';

describe('configVariables', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nx-conda-git-config-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** As git reads it; undefined if git rejects the file. */
  function asGit(text: string): string[] | undefined {
    const file = join(folder, 'config');
    writeFileSync(file, text);
    try {
      const output = execFileSync('git', ['config', '--file', file, '--list', '--null'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      // `git config` prints a key without a value alone.
      const entries = output.split('\0').slice(0, -1);
      return entries.map((entry) => (entry.includes('\n') ? entry : `${entry}\ntrue`));
    } catch {
      return undefined;
    }
  }

  const asText = (text: string) =>
    configVariables(text).map(({ section, subsection, key, value }) =>
      [[section, subsection, key].filter((part) => part !== undefined).join('.'), value].join('\n'),
    );

  it.each([
    '[submodule "a"]\n\tpath = third/a\n\turl = ../a.git\n',
    '[submodule "with space"] path = "with  space"  ; why\n',
    '[Submodule "A \\"b\\" \\\\ c"]\r\n  Path = x\\\\y # comment\r\n',
    '[submodule.Old]\npath=old\n[submodule "]"]\npath = a]b\n',
    '\uFEFF[a]\nb = one" # "two ;three\nc = long\\\n  er\nd = \\t\\n"\\""\n',
    '[s "t"]\npath = \\\n  a\nurl = b \\\n  \n',
    '# [submodule "no"]\n; path = no\n[s "t"]\n\n   path   =   a b   c   \n',
  ])('reads %j as git does', (text) => {
    expect(asText(text)).toEqual(asGit(text));
    expect(configVariables(text).length).toBeGreaterThan(0);
  });

  it('takes a key alone for true, and continues after a line that git rejects', () => {
    expect(configVariables('[a]\nb\nc = "open\n[submodule "x"]\npath = y\n')).toEqual([
      { section: 'a', key: 'b', value: 'true' },
      expect.objectContaining({ key: 'c' }),
      { section: 'submodule', subsection: 'x', key: 'path', value: 'y' },
    ]);
  });

  it('reads generated files as git does, wherever git reads them', () => {
    // No tabs: git before 2.45 replaces them with spaces.
    const word = fc.string({
      unit: fc.constantFrom(
        ...['a', 'B', ' ', '"', '\\', '\\\\', '\\"', '#', ';', '=', '[', ']', 'é', '/', '\\\n'],
      ),
      maxLength: 12,
    });
    const line = fc.oneof(
      word.map((text) => `[submodule "${text.replace(/(\\)?["\n]/g, 'q')}x"]`),
      fc.tuple(fc.constantFrom('path', 'URL', ' x-1 '), word).map(([key, value]) => `${key} = ${value}`),
      word.map((text) => `# ${text.replaceAll('\n', '')}`),
    );
    let compared = 0;
    const file = fc.array(line, { maxLength: 5 }).map((lines) => `[submodule "s"]\n${lines.join('\n')}\n`);
    fc.assert(
      fc.property(file, (text) => {
        const expected = asGit(text);
        if (!expected) return;
        compared++;
        expect(asText(text)).toEqual(expected);
      }),
      { numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(30);
  });

  it('finishes quickly on any text', () => {
    fc.assert(fc.property(fc.string(), (text) => void configVariables(text)));
    // Quadratic work would take minutes.
    configVariables(
      `[submodule "${'\\"'.repeat(100_000)}\npath = ${'"a'.repeat(100_001)}\n${'\\'.repeat(100_001)}`,
    );
  });
});
