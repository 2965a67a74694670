import type { ExecutorContext } from '@nx/devkit';
import { RUN_MARKER } from '../graph/run-marker';
import { requireHashedUpstream } from './hashed-upstream';

const BUILD = { executor: 'nx-conda:build' };
const IN_RUN = { [RUN_MARKER]: '1' };

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
    requireHashedUpstream(projects, context(...args), IN_RUN);
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

  it('lets a task pass that takes no packages', () => {
    expect(refusal([], 'app:conda-build', { 'app:conda-build': [] })).toBeUndefined();
  });

  it('refuses a task whose dependencies were left out, and says why and what to do', () => {
    expect(refusal(['lib', 'rt'], 'app:conda-build', { 'app:conda-build': [] })).toMatchInlineSnapshot(`
      "app:conda-build takes packages of lib and rt, and does not wait for their builds in this run. Nx would leave those packages out of the hash, and reuse the result after they have changed.
        1. Leave out --exclude-task-dependencies: what has been built is taken from the cache in a moment.
        2. Or does a project.json or nx.json set "dependsOn" of this target? Put "..." into the list: it stands for what nx-conda lists."
    `);
  });

  it.each([
    ['one of two builds', ['lib:conda-build'], /takes packages of rt, /],
    ['another target', ['lib:conda-build', 'rt:noop'], /takes packages of rt, /],
  ])('refuses a task that waits only for %s', (_, before, message) => {
    expect(refusal(['lib', 'rt'], 'app:conda-build', { 'app:conda-build': before })).toMatch(message);
  });

  it('does not count what only another task waits for: Nx hashes only what comes right before', () => {
    const graph = { 'app:conda-build': ['lib:conda-build'], 'lib:conda-build': ['rt:conda-build'] };
    expect(refusal(['lib', 'rt'], 'app:conda-build', graph)).toMatch(/takes packages of rt, /);
  });

  it('names some of many', () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f'];
    expect(refusal(many, 'app:conda-build', { 'app:conda-build': [] })).toMatch(
      'of a, b, c, d and 2 others,',
    );
  });

  it('leaves alone what another executor runs, and an agent, which gets tasks without their dependencies', () => {
    expect(refusal(['lib'], 'app:conda-build', { 'app:deploy': [] })).toBeUndefined();
    const onAgent = context('app:conda-build', { 'app:conda-build': [] });
    expect(() => requireHashedUpstream(['lib'], onAgent, {})).not.toThrow();
  });
});
