import { condaTask, reportOf } from './report.fixture';

const cuda = (version: string) => ({
  buildString: `cuda${version}_0`,
  variant: { cuda_compiler_version: version, python: '3.11' },
  size: 1000,
});

describe('makeReport', () => {
  it('says what became of each task', () => {
    const statuses = [
      ['success', 'built'],
      ['local-cache', 'reused'],
      ['local-cache-kept-existing', 'reused'],
      ['remote-cache', 'remote'],
      ['failure', 'failed'],
      ['skipped', 'skipped'],
      ['stopped', 'skipped'],
    ] as const;
    const { tasks, totals } = reportOf(
      statuses.map(([status], index) => ({ project: `p${index}`, status, from: index, packages: [{}] })),
    );
    const found = Object.fromEntries(tasks.map(({ project, status }) => [project, status]));
    expect(found).toEqual(Object.fromEntries(statuses.map(([, status], index) => [`p${index}`, status])));
    expect(totals.builds).toEqual({ built: 1, reused: 2, remote: 1, failed: 1, skipped: 2 });
    expect(reportOf([{ project: 'a', kind: 'test' }]).totals.tests).toMatchObject({ tested: 1 });
  });

  it('adds up sizes, and the durations of builds that were reused', () => {
    const { totals } = reportOf(
      [
        { project: 'a', packages: [{ size: 10 }, { name: 'a2', size: 20 }], buildSeconds: 5 },
        { project: 'b', status: 'local-cache', packages: [{ size: 30 }], buildSeconds: 60 },
        { project: 'c', status: 'remote-cache', packages: [{ size: 40 }], buildSeconds: 600 },
      ],
      12.5,
    );
    expect(totals).toMatchObject({ packages: 4, bytes: 100, savedSeconds: 660, seconds: 12.5, workers: 3 });
  });

  it('describes a package', () => {
    const resolved = {
      build: [],
      host: [{ name: 'zlib', version: '1.3', build: 'h1', subdir: 'linux-64', url: 'u', channel: 'c' }],
    };
    const { tasks } = reportOf([{ project: 'a', packages: [{ resolved, depends: ['zlib'] }], log: 'a.log' }]);
    expect(tasks[0]).toMatchObject({ id: 'a:conda-build', recipe: 'recipes/a/recipe.yaml', log: 'a.log' });
    expect(tasks[0]?.packages).toEqual([
      {
        ...{ name: 'a', version: '1.0', buildString: 'h_0', subdir: 'noarch', label: '', variant: {} },
        path: 'dist/conda/a/noarch/a-1.0-h_0.conda',
        ...{ size: 1024, sha256: 'ab'.repeat(32), digest: 'd1' },
        ...{ depends: ['zlib'], runExports: {}, resolved: { build: [], host: ['zlib 1.3 h1'] } },
        ...{ fileCount: 1, files: ['share/a'] },
      },
    ]);
  });

  it('labels packages of the same name with the variant keys in which they differ', () => {
    const { tasks } = reportOf([{ project: 'a', packages: [cuda('12.6'), cuda('13.0')] }]);
    expect(tasks[0]?.packages.map(({ label }) => label)).toEqual([
      'cuda_compiler_version=12.6',
      'cuda_compiler_version=13.0',
    ]);
    expect(tasks[0]?.variant).toEqual({ python: '3.11' });
    const apart = reportOf([
      { project: 'a--12', packages: [{ ...cuda('12.6'), name: 'a' }] },
      { project: 'a--13', packages: [{ ...cuda('13.0'), name: 'a' }] },
    ]);
    expect(apart.tasks[1]?.packages[0]?.label).toBe('cuda_compiler_version=13.0');
  });

  it('names changed inputs only for builds that ran', () => {
    const changes = ['a/recipe.yaml has changed'];
    const changesOf = (status: string) =>
      reportOf([{ project: 'a', status, changes, packages: [{}] }]).tasks[0]?.changes;
    expect(changesOf('success')).toEqual(changes);
    expect(changesOf('local-cache')).toBeUndefined();
  });

  it('lists at most 100,000 files of all packages together', () => {
    const files = Array.from({ length: 1500 }, (_, index) => `share/${index}`);
    const listed = (count: number) => {
      const packages = Array.from({ length: count }, (_, index) => ({ name: `a${index}`, fileCount: 1500 }));
      const [entry] = reportOf([{ project: 'a', packages, files }]).tasks[0]?.packages ?? [];
      return [entry?.fileCount, entry?.files.length];
    };
    expect(listed(1)).toEqual([1500, 1000]);
    expect(listed(400)).toEqual([1500, 250]);
  });

  it('puts tasks in the order of their start, and those that did not start last', () => {
    const { tasks } = reportOf([
      { project: 'late', from: 5, to: 6 },
      { project: 'never', status: 'skipped' },
      { project: 'early', from: 0, to: 5 },
    ]);
    expect(tasks.map(({ project, time }) => [project, time?.worker, time?.seconds])).toEqual([
      ['early', 0, 5],
      ['late', 0, 1],
      ['never', undefined, undefined],
    ]);
  });

  it('does not depend on the order of the results', () => {
    const fakes = ['a', 'b', 'c'].map((project) => ({ project, packages: [{}] }));
    expect(reportOf([...fakes].reverse())).toEqual(reportOf(fakes));
  });

  it('does without the folder of a project', () => {
    expect(condaTask({ project: 'a' }).result.status).toBe('success');
    expect(reportOf([{ project: 'a' }]).tasks[0]).toMatchObject({ status: 'built', packages: [] });
  });
});
