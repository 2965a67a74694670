import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { engines } from './engines';
import { addRecipe } from './recipes';
import { TestWorkspace } from './test-workspace';

const TOKENS = { DECLARED: 'planted-declared-1f0e', ACCESS_TOKEN: 'planted-access-2a7b' };
/** What a user sees of a failed task without scrolling. */
const LAST_LINES = 15;

interface FailingRecipe {
  files: Record<string, string>;
  /** What the last lines show: the cause and its place. */
  shows: string[];
  target?: 'conda-build' | 'conda-test';
}

const recipe = (name: string, ...lines: string[]) =>
  `package: {name: ${name}, version: "1"}\n${lines.join('\n')}\n`;
const built = (...script: string[]) => [
  'build:',
  '  noarch: generic',
  '  script:',
  ...script.map((line) => `    - ${line}`),
];

const makefile = `OBJECTS := $(patsubst %,o%.o,$(shell seq 300))
all: $(OBJECTS)
o7.o: bad.c
\tcc -c $< -o $@
o%.o: good.c
\t@echo compiling $@; cp $< $@
`;

const FAILING: Record<string, FailingRecipe> = {
  'make-k': {
    files: {
      'recipe.yaml': recipe('make-k', 'source: {path: src}', ...built('make -k -j2')),
      'src/Makefile': makefile,
      'src/good.c': 'int good;\n',
      'src/bad.c': 'int bad(void) {\n  return undeclared;\n}\n',
    },
    shows: [
      'recipes/make-k/recipe.yaml:6: make -k -j2',
      '  bad.c:2:10: error: ',
      'the build script failed with exit status 2',
    ],
  },
  command: {
    files: { 'recipe.yaml': recipe('command', ...built('echo one', 'frobnicate --all')) },
    shows: [
      'recipes/command/recipe.yaml:6: frobnicate --all',
      'frobnicate: command not found',
      'The program frobnicate is not',
    ],
  },
  license: {
    files: {
      'recipe.yaml': recipe('license', ...built('echo x > $PREFIX/x'), 'about: {license_file: LICENCE.txt}'),
    },
    shows: ['recipes/license/recipe.yaml:6: about: {license_file: LICENCE.txt}', 'packaging failed'],
  },
  source: {
    files: { 'recipe.yaml': recipe('source', 'source: {path: srcc}', ...built('echo x')) },
    shows: [
      'recipes/source/recipe.yaml:2: source: {path: srcc}',
      'The source folder recipes/source/srcc does not exist.',
    ],
  },
  key: {
    files: { 'recipe.yaml': recipe('key', ...built('echo x'), 'requirments: {host: []}') },
    shows: ['recipes/key/recipe.yaml:6', 'Did you mean requirements?'],
  },
  token: {
    files: {
      'recipe.yaml': recipe(
        'token',
        'build:',
        '  noarch: generic',
        '  script:',
        '    secrets: [DECLARED]',
        '    env: {COPY: "${{ env.get(\'ACCESS_TOKEN\') }}"}',
        '    content:',
        '      - \'echo "error: no access with $DECLARED and $COPY" >&2\'',
        '      - exit 1',
      ),
    },
    shows: ['  error: no access with ******** and ********', 'recipes/token/recipe.yaml:9: exit 1'],
  },
  tests: {
    files: {
      'recipe.yaml': recipe(
        'tests',
        ...built('echo x > $PREFIX/x'),
        'tests:',
        '  - script:',
        '      - test -f $PREFIX/missing',
      ),
    },
    shows: ['recipes/tests/recipe.yaml:8: test -f $PREFIX/missing', 'a test failed with exit status 1'],
    target: 'conda-test',
  },
};

function hasCompiler(): boolean {
  try {
    execFileSync('cc', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const names = Object.keys(FAILING).filter((name) => name !== 'make-k' || hasCompiler());
if (!names.includes('make-k')) console.warn('SKIPPED: an error of the compiler. Not here: cc on PATH.');

describe.each(engines)('failing builds and tests with $name', ({ env }) => {
  let workspace: TestWorkspace;
  let output = '';
  const terminalOutput = (task: string) => {
    const hash = workspace.lastHashes().get(task) ?? '';
    const text = readFileSync(join(workspace.home, 'nx-cache/terminalOutputs', hash), 'utf8');
    return stripVTControlCharacters(text);
  };

  beforeAll(async () => {
    workspace = new TestWorkspace(env);
    for (const name of names)
      for (const [path, text] of Object.entries(FAILING[name]?.files ?? {}))
        workspace.write(`recipes/${name}/${path}`, text);
    addRecipe(workspace, { name: 'good' });
    workspace.commit('recipes');
    ({ output } = await workspace.nx(['run-many', '-t', 'conda-test'], TOKENS));
  });
  afterAll(() => workspace.remove());

  it.each(names)('name the cause, the place and the log in the last lines: %s', (name) => {
    const { shows = [], target = 'conda-build' } = FAILING[name] ?? {};
    const log = target === 'conda-build' ? `dist/conda/${name}/build.log` : `dist/conda/${name}.test.log`;
    const last = terminalOutput(`${name}:${target}`).trimEnd().split('\n').slice(-LAST_LINES).join('\n');
    for (const text of [...shows, `Log: ${log}`]) expect(last).toContain(text);
    expect(workspace.read(log)).toContain(shows[0]);
  });

  it('put no secret anywhere', () => {
    expect(output).not.toContain('planted');
    const folders = [
      join(workspace.root, 'dist'),
      join(workspace.home, 'nx-cache'),
      join(workspace.root, '.nx'),
    ];
    const files = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
    );
    const leaks = files.filter((file) => statSync(file).isFile() && readFileSync(file).includes('planted'));
    expect(leaks).toEqual([]);
    expect(files.some((file) => file.endsWith('token/build.log'))).toBe(true);
  });

  it('print no path that is gone', () => {
    const paths = terminalOutput('good:conda-build').match(/(?<![\w$.])\/[\w./-]{4,}/g) ?? [];
    const gone = [...new Set(paths)].filter((path) => !statSync(path, { throwIfNoEntry: false }));
    expect(gone).toEqual([]);
    expect(terminalOutput('good:conda-build')).toContain('Packages and build.log: dist/conda/good\n');
  });

  it('keep earlier packages, and the log of a build is restored with them', async () => {
    const log = workspace.read('dist/conda/good/build.log');
    const text = workspace.read('recipes/good/recipe.yaml');
    workspace.edit('recipes/good/recipe.yaml', (before) => before.replace('mkdir', 'nomkdir'));
    await workspace.nx(['run', 'good:conda-build']);
    expect(workspace.lastOutcomes().get('good:conda-build')).toBe('failed');
    expect(workspace.read('dist/conda/good/build.log')).toContain('nomkdir: command not found');
    expect(workspace.exists('dist/conda/good/noarch/repodata.json')).toBe(true);

    workspace.write('recipes/good/recipe.yaml', text);
    await workspace.ok(['run', 'good:conda-build']);
    expect(workspace.lastOutcomes().get('good:conda-build')).toBe('reused');
    expect(workspace.read('dist/conda/good/build.log')).toBe(log);
  });
});
