import { scratch } from '../graph/nx-environment.fixture';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TaskResult } from '@nx/devkit';
import { writeBuild } from './build.fixture';
import { postTasksExecution, preTasksExecution } from './hooks';

let workspaceRoot: string;
let cache: string;
let warnings: string[];

beforeEach(() => {
  const folder = mkdtempSync(join(scratch, 'hooks-'));
  workspaceRoot = join(folder, 'workspace');
  cache = join(folder, 'nx');
  process.env['NX_CONDA_CACHE_DIR'] = join(folder, 'own');
  process.env['NX_CACHE_DIRECTORY'] = cache;
  warnings = [];
  jest.spyOn(console, 'warn').mockImplementation((text: string) => void warnings.push(text));
});

afterEach(() => {
  Reflect.deleteProperty(process.env, 'NX_SKIP_NX_CACHE');
  jest.restoreAllMocks();
});

const inCache = (hash: string) => join(cache, hash, 'dist/conda/x');
const inWorkspace = (name = 'x') => join(workspaceRoot, 'dist/conda', name);
const entries = () => readdirSync(cache).sort();

const run = (...argv: string[]) => ({ id: 'run', workspaceRoot, nxJsonConfiguration: {}, argv });

/** The result of a build. */
function result(hash: string, status: TaskResult['status'], project = 'x'): TaskResult {
  const target = { project, target: 'conda-build' };
  const task = { id: `${project}:conda-build`, target, outputs: [`dist/conda/${project}`], overrides: {} };
  return { task: { ...task, hash, cache: true, parallelism: true }, status, code: 0 };
}

const ended = (...results: TaskResult[]) => ({
  ...run(),
  taskResults: Object.fromEntries(results.map((one) => [one.task.id, one])),
  startTime: 0,
  endTime: 0,
});

describe('before the tasks', () => {
  it('removes damaged builds, and says so', async () => {
    await writeBuild(inCache('1'), '1');
    await writeBuild(inCache('2'), '2');
    writeFileSync(join(inCache('2'), 'noarch/repodata.json'), '[]');
    await preTasksExecution(undefined, run('nx', 'build'));
    expect(warnings).toEqual([
      "nx-conda: Entry 2 of Nx's cache contains a build of dist/conda/x that must not be used: noarch/repodata.json does not " +
        'match build.json. The entry was removed; Nx builds the packages again when they are needed.',
    ]);
    expect(entries()).toEqual(['1']);
    expect(process.env['NX_SKIP_NX_CACHE']).toBeUndefined();
  });

  // Root can write everywhere.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) console.warn('SKIPPED: a read-only cache. root can write everywhere.');
  (isRoot ? it.skip : it)('uses no cache if a damaged build cannot be removed', async () => {
    await writeBuild(inCache('1'), 'another');
    chmodSync(cache, 0o555);
    await preTasksExecution(undefined, run('nx', 'build'));
    chmodSync(cache, 0o755);
    expect(warnings).toEqual([
      expect.stringMatching(/The entry could not be removed: EACCES.*runs do not use Nx's cache\.$/),
    ]);
    expect(process.env['NX_SKIP_NX_CACHE']).toBe('true');
  });

  it.each(['--skip-nx-cache', '--skipNxCache'])('reads nothing with %s', async (argument) => {
    await writeBuild(inCache('1'), 'another');
    await preTasksExecution(undefined, run('nx', 'build', argument));
    expect([warnings, entries()]).toEqual([[], ['1']]);
  });
});

describe('after the tasks', () => {
  it('reads the new builds, not the restored ones', async () => {
    await writeBuild(inCache('1'), '1');
    await writeBuild(inCache('2'), 'another');
    await writeBuild(inWorkspace(), '1');
    await postTasksExecution(undefined, ended(result('1', 'local-cache')));
    expect([warnings, entries()]).toEqual([[], ['1', '2']]);
    await postTasksExecution(undefined, ended(result('2', 'success')));
    expect(warnings).toEqual([
      expect.stringContaining(
        "Entry 2 of Nx's cache contains a build of dist/conda/x that must not be used: the build belongs to another task (project x, hash another)",
      ),
    ]);
    expect(entries()).toEqual(['1']);
  });

  it('fails if Nx restored builds that are not there, and removes their entries', async () => {
    mkdirSync(join(cache, '1'), { recursive: true });
    mkdirSync(join(cache, '2'));
    await writeBuild(inWorkspace('y'), 'another');
    const restored = ended(result('1', 'local-cache'), result('2', 'remote-cache', 'y'));
    await expect(Promise.resolve(postTasksExecution(undefined, restored))).rejects.toThrow(
      'nx-conda: Nx restored no packages for x:conda-build, y:conda-build: ' +
        'the cache entry was empty or belonged to another task.\n' +
        '  1. Run the same command again: nx-conda has removed the cache entry.\n' +
        '  2. If that does not help, run nx run x:conda-build --skip-nx-cache',
    );
    expect(entries()).toEqual([]);
  });

  it('leaves other tasks alone', async () => {
    mkdirSync(join(cache, '1'), { recursive: true });
    const restored = result('1', 'local-cache');
    const { task } = restored;
    const others = [
      { ...restored, code: 1 },
      { ...restored, task: { ...task, target: { ...task.target, target: 'conda-test' } } },
      { ...restored, task: { ...task, outputs: ['dist/web'] } },
      { ...restored, task: { ...task, hash: undefined } },
    ];
    for (const one of others) await postTasksExecution(undefined, ended(one));
    const otherExecutor = { targets: { build: { executor: 'nx:run-commands' } } };
    await postTasksExecution(otherExecutor, ended(restored));
    await postTasksExecution({ targets: { build: false } }, ended(restored));
    expect([warnings, entries()]).toEqual([[], ['1']]);
  });
});
