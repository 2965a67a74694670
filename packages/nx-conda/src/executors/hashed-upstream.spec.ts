import type { ExecutorContext } from '@nx/devkit';
import { requireHashedUpstream } from './hashed-upstream';

const BUILD = { executor: 'nx-conda:build' };

/** A task of app, with the tasks that it waits for. */
function context(task: string, dependencies: Record<string, string[]>): ExecutorContext {
  const [projectName = '', targetName, configurationName] = task.split(':');
  const ids = [...new Set([...Object.keys(dependencies), ...Object.values(dependencies).flat()])];
  const targetOf = (id: string) => {
    const [project = '', target = ''] = id.split(':');
    return { project, target };
  };
  const projects = Object.fromEntries(
    ids.map((id) => [
      targetOf(id).project,
      { root: '', targets: { 'conda-build': BUILD, pack: BUILD, noop: {} } },
    ]),
  );
  return {
    ...{ projectName, targetName, configurationName },
    projectsConfigurations: { version: 2, projects },
    taskGraph: {
      tasks: Object.fromEntries(ids.map((id) => [id, { id, target: targetOf(id) }])),
      dependencies: Object.fromEntries(
        Object.entries(dependencies).map(([id, before]) => [id, before.map((other) => ({ id: other }))]),
      ),
    },
  } as unknown as ExecutorContext;
}

function refusal(projects: string[], ...args: Parameters<typeof context>): string | undefined {
  try {
    requireHashedUpstream(projects, context(...args));
    return undefined;
  } catch (error) {
    return (error as { format: () => string }).format();
  }
}

describe('requireHashedUpstream', () => {
  it.each([
    ['as the plugin lists them', 'app:conda-build', ['lib:conda-build', 'rt:conda-build']],
    ['in a configuration', 'app:conda-build:production', ['lib:conda-build:production', 'rt:conda-build']],
    ['of renamed targets', 'app:pack', ['lib:pack', 'rt:pack']],
    ['among others', 'app:conda-build', ['js:noop', 'rt:conda-build', 'lib:conda-build']],
  ])('lets a task pass that waits for the builds, %s', (_, task, before) => {
    expect(refusal(['lib', 'rt'], task, { [task]: before })).toBeUndefined();
  });

  it('accepts a task that uses no packages', () => {
    expect(refusal([], 'app:conda-build', { 'app:conda-build': [] })).toBeUndefined();
  });

  it('accepts a task if Nx excludes the builds: it hashes the digests on disk', () => {
    expect(refusal(['lib', 'rt'], 'app:conda-build', { 'app:conda-build': [] })).toBeUndefined();
  });

  it('refuses a task that does not wait for a build of the same run, and explains why and what to do', () => {
    const graph = { 'app:conda-build': [], 'lib:conda-build': [], 'rt:conda-build': [] };
    expect(refusal(['lib', 'rt'], 'app:conda-build', graph)).toMatchInlineSnapshot(`
      "app:conda-build uses packages of lib and rt, which are built in this run, but app:conda-build does not wait for these builds. The hash of app:conda-build would cover the old packages.
        1. If project.json or nx.json sets "dependsOn" for this target, add "..." to the list: "..." stands for the targets that nx-conda sets."
    `);
  });

  it('does not count builds that only another task waits for', () => {
    const graph = { 'app:conda-build': ['lib:conda-build'], 'lib:conda-build': ['rt:conda-build'] };
    expect(refusal(['lib', 'rt'], 'app:conda-build', graph)).toMatch(/uses packages of rt, /);
  });

  it('names some of many', () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f'];
    const graph = Object.fromEntries(['app', ...many].map((name) => [`${name}:conda-build`, []]));
    expect(refusal(many, 'app:conda-build', graph)).toMatch('of a, b, c, d and 2 others,');
  });

  it('ignores tasks of another executor', () => {
    expect(refusal(['lib'], 'app:conda-build', { 'app:deploy': [], 'lib:conda-build': [] })).toBeUndefined();
  });
});
