import { WORKSPACE_ROOT } from '../scratch-machine.fixture';
import type { PostTasksExecutionContext, PreTasksExecutionContext } from '@nx/devkit';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PluginOptions } from '../../options';
import { WorkspaceFiles } from '../../graph/workspace-files';
import { withOutput } from '../printed.fixture';
import { postTasksExecution, preTasksExecution } from './hooks';
import { notePublication } from './publications-of-run';

async function write(files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries({ 'nx.json': '{}', ...files })) {
    mkdirSync(dirname(join(WORKSPACE_ROOT, path)), { recursive: true });
    writeFileSync(join(WORKSPACE_ROOT, path), text);
  }
  // Nx then lists the files of the workspace again.
  await WorkspaceFiles.read(dirname(WORKSPACE_ROOT));
}

function start(args: string[], options: PluginOptions = {}) {
  const argv = ['node', 'nx', ...args];
  const context = { id: '1', workspaceRoot: WORKSPACE_ROOT, nxJsonConfiguration: {}, argv };
  return preTasksExecution(options, context as PreTasksExecutionContext);
}

describe('the hook before a run', () => {
  afterEach(() => rmSync(WORKSPACE_ROOT, { recursive: true }));

  it.each([
    [['run', 'lib:conda-publish'], {}],
    [['run-many', '-t', 'conda-build', 'conda-publish'], {}],
    [['ship', 'lib'], { targets: { publish: 'ship' } }],
  ])('stops %j if no channel is set', async (args, options) => {
    await write({ 'lib/project.json': '{}' });
    await expect(start(args, options)).rejects.toThrow(
      /^No channel to publish to: the option "to" is not set\.\n {2}1\. For one command, add --to=/,
    );
  });

  it.each([
    [['run', 'lib:conda-publish', '--to=channel'], {}],
    [['run', 'lib:conda-publish', '--to', 'channel'], {}],
    [['run', 'lib:conda-publish', '--configuration=nightly'], {}],
    [['run', 'lib:conda-publish'], { publishTo: 'channel' }],
    [['run', 'lib:conda-publish'], { targets: { publish: { options: { to: 'channel' } } } }],
    [['run', 'lib:conda-build'], {}],
    [['run', 'lib:conda-publish'], { targets: { publish: false as const } }],
  ])('lets %j with %j run', async (args, options) => {
    await write({ 'lib/project.json': '{}' });
    await expect(start(args, options)).resolves.toBeUndefined();
  });

  it.each(['nx.json', 'lib/project.json', 'lib/package.json'])(
    'knows that %s may set a channel',
    async (file) => {
      await write({ [file]: '{"targetDefaults": {"conda-publish": {"options": {"to": "channel"}}}}' });
      await expect(start(['run', 'lib:conda-publish'])).resolves.toBeUndefined();
    },
  );
});

describe('the hook after a run', () => {
  const end = async (id: string) => {
    const context = { id } as PostTasksExecutionContext;
    return (await withOutput(async () => ({ end: await postTasksExecution({}, context) }))).output;
  };
  const added = (fileName: string) => ({ subdir: 'noarch', fileName, result: 'added' as const });

  it('says what several tasks have published to each channel, once', async () => {
    const old = { subdir: 'noarch', fileName: 'old.conda', result: 'unchanged' as const };
    await notePublication('2', {
      channel: 's3://bucket',
      isDryRun: false,
      packages: [added('b.conda'), old],
    });
    await notePublication('2', { channel: 's3://bucket', isDryRun: false, packages: [added('a.conda')] });
    await notePublication('2', { channel: '/channel', isDryRun: false, packages: [added('a.conda')] });
    expect(await end('2')).toBe(
      [
        'Published to s3://bucket: 2 added, 1 unchanged',
        '  noarch/a.conda: added',
        '  noarch/b.conda: added',
        'Published to /channel: 1 added',
        '  noarch/a.conda: added',
        '',
      ].join('\n'),
    );
    expect(await end('2')).toBe('');
  });

  it('says what would be published after a dry run', async () => {
    for (const file of ['b.conda', 'a.conda']) {
      await notePublication('4', { channel: 's3://bucket', isDryRun: true, packages: [added(file)] });
    }
    expect(await end('4')).toBe(
      [
        'Dry run, nothing is published to s3://bucket: 2 would be added',
        '  noarch/a.conda: would be added',
        '  noarch/b.conda: would be added',
        '',
      ].join('\n'),
    );
  });

  it('says nothing after a single task, whose output is visible', async () => {
    await notePublication('3', { channel: 's3://bucket', isDryRun: false, packages: [added('a.conda')] });
    expect(await end('3')).toBe('');
  });
});
