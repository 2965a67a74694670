import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { commandProblem, NOT_RUN } from './command-problem';
import { programOfPlugin } from './known-options';
import { blocksOf, pagePaths, readPage, spansOf } from './page';
import { shellCommands } from './shell-words';

jest.setTimeout(120_000);

const run = promisify(execFile);
const hasJq = spawnSync('jq', ['--version']).status === 0;
if (!hasJq) console.warn('SKIPPED: the commands of the docs with jq, which is not installed.');

const SHELL = ['bash', 'sh', 'shell'];

/** `page:line`, and the words of the command. */
type Place = [string, string[]];

const inBlocks = pagePaths().flatMap((path) =>
  blocksOf(readPage(path)).flatMap(({ language, label, text, line }): Place[] => {
    // The content of a file.
    if (label !== '') return [];
    const typed = SHELL.includes(language) ? text : language === 'console' ? typedIn(text) : '';
    return shellCommands(typed).map((command) => [`${path}:${line + command.line}`, command.words]);
  }),
);

/** Commands in sentences; some are only the beginning of a command. */
const inSentences = pagePaths().flatMap((path) =>
  spansOf(readPage(path)).flatMap(({ text, line }): Place[] => {
    if (!/^((npx |\.\/)?nx(@\d+)?|npx nx-conda) \w+ \S|^npm run \S/.test(text)) return [];
    const [{ words } = { words: [] }] = shellCommands(text);
    return [[`${path}:${line}`, words]];
  }),
);

describe('commands in the docs', () => {
  it('are found', () => {
    expect(inBlocks.length).toBeGreaterThan(50);
    expect(inSentences.length).toBeGreaterThan(20);
  });

  it('in blocks exist, with their options, targets and files', async () => {
    expect(await problemsOf(inBlocks)).toEqual([]);
  });

  it('in sentences exist, with their options, targets and files', async () => {
    const problems = await problemsOf(inSentences);
    // A sentence may name a generator without its arguments.
    expect(problems.filter((problem) => !/ the generator \w+ requires /.test(problem))).toEqual([]);
  });

  describe('without a workspace', () => {
    let folder: string;

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'nx-conda-docs-'));
      mkdirSync(join(folder, 'dist/conda'), { recursive: true });
      const packages = [{ size: 7, path: 'dist/conda/a/noarch/a-1-0.conda' }];
      writeFileSync(join(folder, 'dist/conda/report.json'), JSON.stringify({ tasks: [{ packages }] }));
    });

    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    const runnable = inBlocks.flatMap(([place, [program = '', ...args]]): [string, string, string[]][] => {
      if (program === 'jq') return hasJq ? [[place, program, args]] : [];
      const isClean = program === 'npx' && args.slice(0, 2).join(' ') === 'nx-conda clean';
      return isClean ? [[place, process.execPath, [...programOfPlugin(), ...args.slice(1)]]] : [];
    });

    it.each(runnable)('%s succeeds: %s %j', async (_place, program, args) => {
      const env = { ...process.env, HOME: folder, NX_CONDA_CACHE_DIR: join(folder, 'nx-conda') };
      const cwd = program === 'jq' ? folder : undefined;
      const { stdout } = await run(program, args, {
        cwd,
        env: { ...env, RATTLER_CACHE_DIR: join(folder, 'r') },
      });
      expect(stdout).toMatch(program === 'jq' ? /^7\t.*a-1-0\.conda$/m : /There are no caches/);
    });
  });

  it('that no test runs are of programs that the docs use', () => {
    const used = new Set(inBlocks.map(([, [program = '']]) => program));
    expect(Object.keys(NOT_RUN).filter((program) => !used.has(program))).toEqual([]);
  });

  it.each([
    ['nx run a:conda-biuld', 'no project has a target conda-biuld'],
    ['nx run-many -t conda-build conda-tets', 'no project has a target conda-tets'],
    ['nx affected -t conda-check --fromat=github', 'unknown options --fromat'],
    ['nx run-many --parallel=2', 'run-many names no target'],
    ['npx nx g nx-conda:recipes x', 'nx-conda has no generator recipes'],
    ['npx nx g nx-conda:recipe', 'the generator recipe requires name'],
    ['npx nx g nx-conda:bump spconv --newest', 'unknown options --newest'],
    ['npx nx-conda clean --older 3', 'unknown options --older'],
    ['npx nx shwo projects', 'Nx has no command shwo, or the test does not know it'],
    ['npm run dmeo', 'package.json has no script dmeo'],
    ['npm run chain -- --cdua none', 'unknown options --cdua'],
    ['python tools/gpu-tests/absent.py', 'tools/gpu-tests/absent.py does not exist'],
    ['frobnicate', 'the test does not know the program frobnicate: see tools/docs/command-problem.ts'],
  ])('finds what is wrong with %s', async (line, problem) => {
    const [{ words } = { words: [] }] = shellCommands(line);
    expect(await commandProblem(words)).toBe(problem);
  });
});

async function problemsOf(places: Place[]): Promise<string[]> {
  const found = await Promise.all(
    places.map(async ([place, words]) => [place, words.join(' '), await commandProblem(words)] as const),
  );
  return found.flatMap(([place, text, problem]) =>
    problem === undefined ? [] : [`${place}: ${text}: ${problem}`],
  );
}

/** The lines after a prompt. */
function typedIn(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.startsWith('$ ') ? line.slice(2) : ''))
    .join('\n');
}
